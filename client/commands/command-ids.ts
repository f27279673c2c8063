/** The commands of the extension, as package.json contributes them. */
export const commandIds = {
  runKernel: 'warpfold.runKernel',
  runAllCases: 'warpfold.runAllCases',
  profileKernel: 'warpfold.profileKernel',
  deepProfile: 'warpfold.deepProfile',
  cancel: 'warpfold.cancel',
  selectDevice: 'warpfold.selectDevice',
  showDevices: 'warpfold.showDevices',
  showGeneratedCuda: 'warpfold.showGeneratedCuda',
  showPtx: 'warpfold.showPtx',
  showSass: 'warpfold.showSass',
  showGeneratedCpp: 'warpfold.showGeneratedCpp',
  newKernel: 'warpfold.newKernel',
  setBaseline: 'warpfold.setBaseline',
  compareWithBaseline: 'warpfold.compareWithBaseline',
  clearInlineResults: 'warpfold.clearInlineResults',
  showResults: 'warpfold.showResults',
} as const;
