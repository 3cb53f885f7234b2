// The built site in headless Chromium: it loads nothing from elsewhere, its pages are not wider than a phone, its search finds a layer,
// and its sides lead from page to page. Screenshots, light and dark, go to FOLDER.
//   node pages.mjs MODULES CHROMIUM SITE FOLDER
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';

const [modules, executablePath, site, shots] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };
const server = createServer(async (request, response) => {
    try {
        const path = normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname)).replace(/\/$/, '/index.html');
        const body = await readFile(join(site, path));
        response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
        response.writeHead(404).end();
    }
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'] });
const faults = [];

async function look(path, name, options, also = async () => { }) {
    const page = await browser.newPage(options);
    page.on('request', request => request.url().startsWith(address) || request.url().startsWith('data:')
        || request.url().startsWith('blob:') || faults.push(`${path} loads ${request.url()}`));
    page.on('response', response => response.status() < 400 || faults.push(`${path}: ${response.status()} of ${response.url()}`));
    page.on('pageerror', error => faults.push(`${path}: ${error.message}`));
    await page.goto(address + path);
    await page.waitForSelector('h1');
    await page.waitForLoadState('networkidle');
    await also(page);
    const [inner, whole] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth]);
    if (whole > inner)
        faults.push(`${path} is ${whole} pixels wide where the window has ${inner}`);
    await page.screenshot({ path: `${shots}/${name}.png` });
    await page.close();
}

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true };
await look('/index.html', 'index', desk);
await look('/index.html', 'index-phone', phone);
await look('/guides/start.html', 'start', desk, async page => {
    await page.waitForSelector('#toc a');
    await page.locator('#toc a', { hasText: 'Keras or PyTorch' }).click();
    await page.waitForURL('**/from-keras-or-pytorch.html');
    await page.goBack();
    await page.waitForSelector('#toc a');
});
await look('/guides/from-keras-or-pytorch.html', 'keras', desk);
await look('/guides/from-keras-or-pytorch.html', 'keras-phone', phone);
await look('/guides/troubleshooting.html', 'troubleshooting', { ...desk, colorScheme: 'dark' });
await look('/samples/QuickStart.html', 'sample', { ...desk, colorScheme: 'dark' });
await look('/api/MLFlux.Layers.html', 'layers', desk);
await look('/api/MLFlux.NeuralNetworkOptions.html', 'options', desk);
await look('/guides/start.html', 'search', desk, async page => {
    await page.locator('#search-query').fill('BatchNorm');
    await page.waitForSelector('#search-results .sr-items .item-title', { timeout: 60000 });
});
await browser.close();
server.close();
for (const fault of faults)
    console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
