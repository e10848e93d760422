// The import rules of docs/architecture.md, kept by machine.

/** Folders of core and what each may import from the others. */
const CORE = {
  model: [],
  random: ['model'],
  parse: ['model'],
  autodiff: ['model', 'random'],
  layout: ['model'],
  timeline: ['model', 'autodiff'],
  explain: ['model', 'autodiff', 'timeline'],
  scene: ['model', 'autodiff', 'timeline', 'explain', 'layout'],
};

const coreRules = Object.entries(CORE).map(([folder, allowed]) => ({
  name: `core-${folder}`,
  comment: `core/${folder} may import only ${['itself', ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/core/${folder}/` },
  to: { path: '^(src|webview)/', pathNot: `^src/core/(${[folder, ...allowed].join('|')})/` },
}));

const only = (name, target, from) => ({
  name,
  severity: 'error',
  from: { path: '^(src|webview)/', pathNot: from },
  to: { path: target },
});

module.exports = {
  forbidden: [
    ...coreRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'core knows no editor, browser, Node, Pixi or KaTeX',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-libraries',
      comment: 'the libraries that core may use',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        path: 'node_modules/',
        pathNot: 'node_modules/(yaml|@dagrejs|d3-ease|@lezer|@vscode/l10n)/',
      },
    },
    {
      name: 'protocol',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^(src|webview)/', pathNot: '^src/(protocol|core)/' },
    },
    {
      name: 'host-not-webview',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^webview/' },
    },
    {
      name: 'webview-not-host',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/(host|cli|extension)' },
    },
    {
      name: 'renderer-knows-scenes-only',
      severity: 'error',
      from: { path: '^webview/renderer/' },
      to: { path: '^(src|webview)/', pathNot: '^(src/core/scene/scene|webview/renderer/)' },
    },
    only('vscode-in-host', '^vscode$|node_modules/@types/vscode/', '^src/(host/|extension)'),
    only('node-in-cli', '^node:', '^src/cli/'),
    only('pixi-in-renderer', 'node_modules/pixi\\.js/', '^webview/(renderer|export)/'),
    only('katex-in-math', 'node_modules/katex/', '^webview/math/'),
    only(
      'toolkit-in-one-file',
      'node_modules/@vscode/webview-ui-toolkit/',
      '^webview/controls/elements\\.ts$',
    ),
    {
      name: 'not-to-test',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { path: '^(test|scripts|bench)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
