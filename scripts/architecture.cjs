// Which room of the program may import which: the invariants of docs/architecture.md, as dependency-cruiser rules.

/** For each room, the rooms that it may import besides itself. */
const allowed = {
  protocol: [],
  language: [],
  codegen: ['language'],
  native: ['protocol'],
  'runner/client': ['protocol'],
  runner: ['language', 'codegen', 'native', 'protocol', 'runner/client'],
  server: ['language', 'protocol', 'runner/client'],
  launch: ['native'],
  cli: ['language', 'protocol', 'runner/client'],
  client: ['protocol', 'runner/client'],
};

// Tests may reach across rooms: they build their inputs with the real parser, and run real programs.
const testFile = '\\.test\\.ts$|/(testing|emulator)/';
const folder = (room) => (room === 'runner' ? '^runner/(?!client/)' : `^${room}/`);
const rooms = Object.keys(allowed);

const roomRules = rooms.map((room) => ({
  name: `${room.replace('/', '-')}-imports`,
  severity: 'error',
  comment: `${room}/ may import only: ${[room, ...allowed[room]].join(', ')}`,
  from: { path: folder(room), pathNot: testFile },
  to: {
    path: [...rooms, 'test', 'bench', 'scripts', 'examples']
      .filter((other) => other !== room && !allowed[room].includes(other))
      .map(folder),
  },
}));

const packageRule = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { pathNot: testFile, ...from },
  to,
});

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Modules form no cycle',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    packageRule(
      'language-is-pure',
      { path: '^language/' },
      { dependencyTypes: ['core'] },
      'language/ touches no file system, process or connection',
    ),
    packageRule(
      'language-has-no-wire',
      { path: '^(language|codegen)/' },
      { path: 'node_modules/(vscode-jsonrpc|vscode-languageserver(-protocol)?)/|^vscode$' },
      'language/ knows no connection',
    ),
    packageRule(
      'only-server-knows-lsp',
      { pathNot: `^(server|client)/|${testFile}` },
      { path: 'node_modules/(vscode-languageserver(-protocol)?|vscode-languageclient)/' },
      'Only server/ knows the LSP wire',
    ),
    packageRule(
      'only-client-imports-vscode',
      { pathNot: `^client/|${testFile}` },
      { path: '^vscode$|node_modules/(@types/)?vscode/' },
      'Only client/ imports vscode',
    ),
    packageRule(
      'only-runner-loads-the-addon',
      { pathNot: `^(runner/(?!client/)|native/)|${testFile}|^bench/|^test/` },
      { path: '^native/(load|binding)\\.ts$|\\.node$' },
      'Only runner/ loads the addon',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build|\\.venv|\\.gpu)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
  },
};
