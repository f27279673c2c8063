// Loaded by Node before a file of tests: lets it be TypeScript. The programs that tests start are built ones, and would only
// take longer to start with it.
import 'tsx';

delete process.env.NODE_OPTIONS;
