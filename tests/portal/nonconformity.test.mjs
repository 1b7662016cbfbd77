// An auditee answers a nonconformity in a real browser, under the strict content security policy.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { apply, makeClient } from "../../deploy/demo/client.mjs";
import { stage1, stage2 } from "../../deploy/demo/audit.mjs";
import { body, client, demo, origin, today } from "../lib/world.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
let browser, cb, file;

before(async () => {
    cb = await body("northwind");
    file = await apply(cb, await makeClient(cb, client("Browser"), today));
    await stage1(cb, file);
    await stage2(cb, file);
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
});
after(() => browser?.close());

async function signedIn(email, viewport = { width: 1280, height: 900 }) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport });
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (e) => page.faults.push(String(e)));
    page.on("console", (m) => /Content Security Policy|Trusted/.test(m.text()) && page.faults.push(m.text()));
    await page.goto(`${origin}/app/`);
    await page.getByLabel("Certification body").fill("northwind");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(cb.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "My work" }).waitFor();
    return page;
}

async function accessible(page) {
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: axe });
    const { result } = await session.send("Runtime.evaluate", { expression: "axe.run({runOnly:['wcag2a','wcag2aa']}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '))))", awaitPromise: true });
    assert.equal(result.value, "[]");
}

test("an auditee answers a nonconformity from the work queue", async () => {
    const page = await signedIn(file.auditee.mail);
    await accessible(page);
    const row = page.locator("li", { hasText: file.major.statement });
    await row.getByRole("link", { name: "Answer" }).click();
    await page.getByRole("heading", { name: "Your answer" }).waitFor();
    await page.getByLabel("Root cause").fill("The plan was copied from last year");
    await page.getByRole("button", { name: "Send the answer" }).click();
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /correction/i);
    await page.getByLabel("Correction", { exact: true }).fill("The audit was made up");
    await page.getByLabel("Corrective action").fill("The plan is derived from the organisation chart");
    await page.getByLabel("Responsible").fill("Tess Tester");
    await page.getByLabel("Done by").fill(today);
    await accessible(page);
    await page.getByRole("button", { name: "Send the answer" }).click();
    await page.getByText("Responded").first().waitFor();
    assert.deepEqual(page.faults, []);
    const stored = await cb.apis.lead.get(`/v1/stage2/findings/${file.major.id}`);
    assert.equal(stored.state, "responded");
    assert.equal(stored.events.at(-1).payload.root_cause, "The plan was copied from last year");
});

test("evidence is uploaded with its receipt", async () => {
    const request = await cb.apis.lead.post("/v1/evidence/requests", { client_id: file.id, reference: "9.2.2", title: "Report of the additional audit", detail: "As agreed", due_on: today });
    const page = await signedIn(file.auditee.mail);
    await page.getByRole("navigation").getByRole("link", { name: "Evidence" }).click();
    await page.locator(`#file-${request.id}`).setInputFiles({ name: "report.txt", mimeType: "text/plain", buffer: Buffer.from("report\n".repeat(1000)) });
    await page.getByText("report.txt").waitFor();
    assert.deepEqual(page.faults, []);
    assert.equal((await cb.apis.lead.get(`/v1/evidence/requests/${request.id}`)).files[0].name, "report.txt");
});

test("the client file, the decisions and the certificates show, also on a small screen", async () => {
    const planner = await signedIn("planner@northwind.example", { width: 360, height: 740 });
    await planner.goto(`${origin}/app/clients/${demo.clients.certified}`);
    await planner.getByRole("heading", { name: "Harbour Cloud AG" }).waitFor();
    await accessible(planner);
    assert.ok(await planner.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), "nothing sticks out");
    const decider = await signedIn("decider@northwind.example");
    await decider.getByRole("link", { name: "Decisions" }).click();
    await decider.getByRole("heading", { name: "Review and decision" }).waitFor();
    await accessible(decider);
    await decider.getByRole("link", { name: "Certificates" }).click();
    await decider.getByText(demo.certificate.number).waitFor();
    assert.deepEqual([...planner.faults, ...decider.faults], []);
});
