// Runs Visualize Backprop on the first editor that shows.
const { commands, window } = require('vscode');

exports.activate = (context) => {
  const open = (editor) => {
    if (!editor) return false;
    void commands.executeCommand('visualizeBackprop.open', editor.document.uri);
    return true;
  };
  if (open(window.activeTextEditor)) return;
  const waiting = window.onDidChangeActiveTextEditor((editor) => {
    if (open(editor)) waiting.dispose();
  });
  context.subscriptions.push(waiting);
};
