/** Stylesheets: the bundler takes them, and writes them beside the script. */
declare module '*.css';
