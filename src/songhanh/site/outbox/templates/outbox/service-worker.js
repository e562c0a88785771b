{% load l10n %}{% localize off %}// The page of quick entry stands without network; everything else goes its usual way.
const NAME = "songhanh-{{ version }}";
const PAGE = "{{ page }}";
const SHELL = [{% for address in shell %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(NAME)
      .then((cache) => cache.addAll(SHELL.map((address) => new Request(address, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

// An older shell goes, but the page kept with it stays until a newer one was fetched.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const fresh = await caches.open(NAME);
      for (const name of await caches.keys()) {
        if (name === NAME || !name.startsWith("songhanh-")) continue;
        const page = await (await caches.open(name)).match(PAGE);
        if (page && !(await fresh.match(PAGE))) await fresh.put(PAGE, page);
        await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(visit(request, address));
  } else if (SHELL.includes(address.pathname)) {
    event.respondWith(caches.match(request, { ignoreSearch: true }).then((kept) => kept || fetch(request)));
  }
});

async function visit(request, address) {
  const cache = await caches.open(NAME);
  const isPage = address.pathname === PAGE;
  const asked = fetch(request).then(async (response) => {
    if (isPage && response.ok && !response.redirected && !address.search) await cache.put(PAGE, response.clone());
    return response;
  });
  const kept = await cache.match(PAGE);
  try {
    if (!isPage || !kept) return await asked;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
    return await Promise.race([asked, late]);
  } catch (error) {
    if (!kept) throw error;
    return isPage ? kept : Response.redirect(PAGE);
  }
}
{% endlocalize %}
