/** What VS Code calls to run the tests inside the extension host. */
export { runAll as run } from './runner';
