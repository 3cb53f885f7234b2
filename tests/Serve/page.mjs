// The page in headless Chromium, as a person uses it: by keyboard, on a phone, light and dark.
//   node page.mjs MODULES CHROMIUM ADDRESS FOLDER        of people.zip, which run.sh trains
//   node page.mjs MODULES CHROMIUM ADDRESS FOLDER IMAGE  of images.zip
// MODULES is where playwright-core is installed; screenshots go to FOLDER.
import { createRequire } from 'node:module';

const [modules, executablePath, address, folder, image] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const faults = [];

function check(isRight, what) {
  console.log(`${isRight ? 'ok' : 'FAILED'}: ${what}`);
  if (!isRight) faults.push(what);
}

async function open(options) {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', message => { if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text()); });
  page.on('pageerror', error => faults.push(String(error)));
  page.on('request', request => { if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) faults.push(`asks ${request.url()}`); });
  await page.goto(address);
  return page;
}

// The browser decodes images and opens pages in its own time, so each is waited for; what never comes is a fault.
async function isShown(page, selector) { return page.locator(selector).first().waitFor({ timeout: 10_000 }).then(() => true, () => false); }

async function isWide(page) { return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth); }

if (image) {
  const page = await open({ viewport: { width: 1000, height: 800 } });
  await page.setInputFiles('input[type=file]', image);
  check(await isShown(page, '.drop img'), 'the chosen image is shown');
  await page.click('#predict');
  await page.waitForSelector('.answer');
  check((await page.textContent('.answer')).length > 0, `an image is told: ${await page.textContent('.answer')}`);
  await page.screenshot({ path: `${folder}/image.png`, fullPage: true });
} else {
  const page = await open({ viewport: { width: 1200, height: 900 }, colorScheme: 'light' });
  check(await page.title() === 'Predict size', 'the title names the label');
  const cities = await page.locator('select[id] option').allTextContents();
  check(['Basel', 'Bern'].every(city => cities.includes(city)), 'categories are a list');

  // By keyboard alone: the first field is the first after the links, and Enter predicts.
  for (let i = 0; i < 20 && await page.evaluate(() => document.activeElement.id) !== 'field-0'; i++) await page.keyboard.press('Tab');
  await page.keyboard.type('190');
  await page.keyboard.press('Tab');
  await page.keyboard.type('100');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.answer');
  check(await page.textContent('.answer') === 'big', 'the keyboard alone gets a prediction');
  check(await page.locator('.bars').count() === 2, 'probabilities and the explanation are bars');
  const widths = await page.locator('.bars i').evaluateAll(bars => bars.map(bar => bar.getBoundingClientRect().width));
  check(Math.max(...widths) > 40, 'bars are as long as their numbers');
  await page.screenshot({ path: `${folder}/light.png`, fullPage: true });

  // Vectors: numbers have commas or blanks between, texts stand one a line, with the blanks and digits that they have.
  const lists = await page.evaluate(() => [['yes', '1, 2 3.5'], ['no', 'New York\n007\n']].map(([numbers, text]) => {
    const field = document.createElement('div');
    Object.assign(field.dataset, { kind: 'list', column: 'made', numbers });
    field.append(Object.assign(document.createElement('textarea'), { value: text }));
    return value(field);
  }));
  check(JSON.stringify(lists) === '[[1,2,3.5],["New York","007"]]', `vectors are read as their hints say: ${JSON.stringify(lists)}`);

  await page.fill('#field-0', 'tall');
  await page.click('#predict');
  await page.waitForSelector('.fault');
  check((await page.textContent('.fault')).includes("height: expected a number, got 'tall'"), 'a wrong value is named');
  check(await page.evaluate(() => document.activeElement.id) === 'field-0', 'the wrong field has the focus');
  await page.click('button[type=reset]');
  check(await isShown(page, '.empty') && await page.inputValue('#field-1') === '', 'the form is cleared');
  await page.click('text=Model card');
  check(await isShown(page, 'h1:text-is("Model card")') && await isShown(page, 'table'), 'the card is a page');
  await page.screenshot({ path: `${folder}/card.png` });
  await page.goto(address);
  await page.click('text=Report');
  await page.waitForURL(`${address}/report`);
  check(await isShown(page, 'h1:has-text("size")'), 'the report is a page');

  const dark = await open({ viewport: { width: 1200, height: 900 }, colorScheme: 'dark' });
  await dark.fill('#field-0', '155');
  await dark.click('#predict');
  await dark.waitForSelector('.answer');
  const paper = await dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(paper.match(/\d+/g).every(part => Number(part) < 60), `dark is dark: ${paper}`);
  await dark.screenshot({ path: `${folder}/dark.png`, fullPage: true });

  const phone = await open({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await phone.tap('#predict');
  await phone.waitForSelector('.answer');
  check(!await isWide(phone), 'a phone scrolls downwards only');
  const small = await phone.locator('button:visible, input:visible, select:visible')
    .evaluateAll(all => all.filter(one => one.getBoundingClientRect().height < 44).length);
  check(small === 0, 'fingers hit fields and buttons');
  await phone.screenshot({ path: `${folder}/phone.png`, fullPage: true });
  await phone.evaluate(() => result.replaceChildren(
    bars([['HouseholdSizeAtTheLastCensus_of_the_district', 0.5], ['customer-relationship.managementScore', -0.25]], String)));
  const broken = await phone.locator('.bars li > span:first-child').evaluateAll(names => names.flatMap(name => [...name.childNodes])
    .filter(node => node.nodeType === Node.TEXT_NODE).filter(word => {
      const range = document.createRange();
      range.selectNodeContents(word);
      return range.getClientRects().length > 1;
    }).map(word => word.textContent));
  check(broken.length === 0 && !await isWide(phone), `long names break between their words${broken.map(word => `, not in ${word}`).join('')}`);
  await phone.screenshot({ path: `${folder}/names.png`, fullPage: true });
  await phone.goto(`${address}/card`);
  check(!await isWide(phone), 'a phone shows the card, too');
}

await browser.close();
for (const fault of faults) console.error(`== FAILED: the page: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
