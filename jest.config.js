/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Some tests run commands, on machines that have other things to do, too.
  // Jest leaves one processor to whoever watches; on two, that is half of them.
  maxWorkers: '100%',
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/test/seed.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/access/', '<rootDir>/test/cluster/', '<rootDir>/test/browser/', '/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
};
