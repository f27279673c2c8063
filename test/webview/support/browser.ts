import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Starts Chromium: that of CHROME_PATH, or the system's. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      'The tests of the panel need Chromium, and there is none. Install it with “apt-get install chromium”, or set CHROME_PATH to one.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
