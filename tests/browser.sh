# To be sourced by tests of pages: headless Chromium, and Playwright that drives it.

# browser FOLDER: installs what is missing, Playwright into the folder; the browser's command is in $chromium. False where either cannot
# be had.
browser() {
    chromium=$(command -v chromium || command -v chromium-browser)
    if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
        chromium=$(command -v chromium)
    fi
    [ -n "$chromium" ] && command -v npm >/dev/null 2>&1 \
        && npm install --prefix "$1" --no-fund --no-audit --silent playwright-core@1.65.1 >/dev/null 2>&1
}
