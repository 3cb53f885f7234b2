// The page of a training that runs, in headless Chromium: curves, mistakes, and the button that stops it; run.sh trains meanwhile.
//   node watch.mjs MODULES CHROMIUM ADDRESS FOLDER KIND
// MODULES is where playwright-core is installed; screenshots go to FOLDER; KIND is table or images.
import { createRequire } from 'node:module';

const [modules, executablePath, address, folder, kind] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const faults = [], limit = 120_000;

function check(isRight, what) {
  console.log(`${isRight ? 'ok' : 'FAILED'}: ${what}`);
  if (!isRight) faults.push(what);
}

async function open(options) {
  const page = await (await browser.newContext(options)).newPage();
  page.on('pageerror', error => faults.push(String(error)));
  page.on('request', request => { if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) faults.push(`asks ${request.url()}`); });
  await page.goto(address);
  return page;
}

async function reaches(page, selector) { return page.waitForSelector(selector, { timeout: limit, state: 'attached' }).then(() => true, () => false); }

// Whether the text of an element comes to have words.
async function tells(page, id, words) {
  return page.waitForFunction(([id, words]) => new RegExp(words).test(document.getElementById(id).textContent), [id, words], { timeout: limit })
    .then(() => true, () => false);
}

const page = await open({ viewport: { width: 1200, height: 900 }, colorScheme: 'light' });
check((await page.title()).startsWith('Training of '), 'the title names the data');
check(await reaches(page, '#loss polyline.one'), 'the training loss is a curve');
check(await reaches(page, '#figure polyline.two'), 'the figure of rows held out is a curve');
check((await page.getAttribute('#loss', 'aria-label')).includes('training:'), 'the curve is told in words');
check(await tells(page, 'time', ' left$'), `time: ${await page.textContent('#time')}`);
check(await tells(page, 'shown', 'rows that are not trained on'), `shown: ${await page.textContent('#shown')}`);
if (kind === 'table') {
  check(await reaches(page, '#mistakes li strong'), 'mistakes so far are shown');
  // Half of the rows have no weight, and their label is a toss of a coin: some of them are among the mistakes.
  check(await tells(page, 'mistakes', 'weight unknown'), 'a missing value of a mistake is unknown, not nothing');
}
await page.screenshot({ path: `${folder}/watch-${kind}-light.png`, fullPage: true });

const dark = await open({ viewport: { width: 1200, height: 900 }, colorScheme: 'dark' });
check(await reaches(dark, '#loss polyline.one'), 'a second page shows it, too');
const paper = await dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
check(paper.match(/\d+/g).every(part => Number(part) < 60), `dark is dark: ${paper}`);
await dark.screenshot({ path: `${folder}/watch-${kind}-dark.png`, fullPage: true });

const phone = await open({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
check(await reaches(phone, '#loss polyline.one'), 'a phone shows it');
check(!await phone.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), 'a phone scrolls downwards only');
await phone.click('summary');
check(await phone.locator('#epochs td').first().isVisible(), 'the figures are a table as well');
await phone.screenshot({ path: `${folder}/watch-${kind}-phone.png`, fullPage: true });
await phone.close();

// By keyboard alone: the button is what Tab finds first.
await page.keyboard.press('Tab');
check(await page.evaluate(() => document.activeElement.id) === 'stop', 'Tab finds the button');
await page.keyboard.press('Enter');
check(await tells(page, 'phase', 'has the network of epoch'), `stopped: ${await page.textContent('#phase')}`);
check(await tells(dark, 'phase', 'has the network of epoch'), `the second page tells what came of it, too: ${await dark.textContent('#phase')}`);
check(await page.locator('#fault').isHidden(), 'it is no fault');
check(await page.locator('#stop').isDisabled(), 'there is nothing more to stop');
await page.screenshot({ path: `${folder}/watch-${kind}-stopped.png`, fullPage: true });

await browser.close();
for (const fault of faults) console.error(`== FAILED: the page of the training: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
