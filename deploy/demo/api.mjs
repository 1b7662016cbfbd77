// A small client of the public API, as any customer's program would have one: sign-in, retries with the same
// Idempotency-Key, problem documents as errors.  No dependencies.
import { request } from "node:https";
import { readFileSync } from "node:fs";
import { createHash, randomUUID } from "node:crypto";

export class Refused extends Error {
    constructor(method, path, status, problem) {
        super(`${method} ${path}: ${status} ${problem?.title ?? ""} ${problem?.detail ?? ""} ${problem?.clause ?? ""}`);
        this.status = status;
        this.problem = problem;
    }
}

export class Api {
    constructor(origin, caFile, headers = {}) {
        this.origin = new URL(origin);
        this.ca = readFileSync(caFile);
        this.headers = headers;
    }

    // One exchange, without any judgement: {status, headers, text}.
    send(method, path, { body, headers = {} } = {}) {
        const data = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
        const all = { ...this.headers, ...headers };
        if (data !== undefined && !all["Content-Type"]) all["Content-Type"] = "application/json";
        if (data !== undefined) all["Content-Length"] = data.length;
        return new Promise((resolve, reject) => {
            const req = request(
                { host: this.origin.hostname, port: this.origin.port, path, method, headers: all, ca: this.ca, timeout: 30000 },
                (res) => {
                    const parts = [];
                    res.on("data", (p) => parts.push(p));
                    res.on("end", () => resolve({ status: res.statusCode, headers: res.headers, raw: Buffer.concat(parts) }));
                    res.on("error", reject);
                },
            );
            req.on("timeout", () => req.destroy(new Error("no answer in time")));
            req.on("error", reject);
            req.end(data);
        });
    }

    // The same, again and again while the system is away or busy, with the same key: one effect, one answer.
    async call(method, path, body, { key = randomUUID(), headers = {}, patience = 20000 } = {}) {
        const until = Date.now() + patience;
        for (;;) {
            let answer;
            try {
                answer = await this.send(method, path, { body, headers: method === "POST" ? { "Idempotency-Key": key, ...headers } : headers });
            } catch (error) {
                if (Date.now() > until) throw error;
            }
            if (answer && ![429, 502, 503, 504].includes(answer.status)) {
                const json = answer.raw.length && /json/.test(answer.headers["content-type"] ?? "") ? JSON.parse(answer.raw.toString()) : undefined;
                if (answer.status >= 400) throw new Refused(method, path, answer.status, json);
                return json;
            }
            if (Date.now() > until) throw new Refused(method, path, answer?.status ?? 0, undefined);
            await new Promise((r) => setTimeout(r, 100 + Math.random() * 150));
        }
    }

    get(path) {
        return this.call("GET", path);
    }
    post(path, body, options) {
        return this.call("POST", path, body, options);
    }

    async upload(path, name, bytes, type = "text/plain") {
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        return this.call("POST", `${path}?name=${encodeURIComponent(name)}&type=${encodeURIComponent(type)}&sha256=${sha256}`, bytes, {
            headers: { "Content-Type": "application/octet-stream" },
        });
    }

    // Sign in and come back with an API token, as a program would use from then on.
    async signIn(slug, email, password) {
        const until = Date.now() + 20000;
        for (;;) {
            try {
                const answer = await this.send("POST", `/v1/identity/bodies/${slug}/sessions`, { body: { email, password } });
                if (answer.status === 201) {
                    const cookie = answer.headers["set-cookie"][0].split(";")[0];
                    const browser = new Api(this.origin.href, process.env.SW_CA, { Cookie: cookie, "Sealwright-Request": "portal" });
                    const token = await browser.post("/v1/identity/tokens", { label: "demo", days: 30 });
                    const api = new Api(this.origin.href, process.env.SW_CA, { Authorization: `Bearer ${token.token}` });
                    api.person = JSON.parse(answer.raw.toString()).person_id;
                    return api;
                }
                if (![429, 502, 503, 504].includes(answer.status)) throw new Refused("POST", "sessions", answer.status, JSON.parse(answer.raw.toString()));
            } catch (error) {
                if (error instanceof Refused || Date.now() > until) throw error;
            }
            if (Date.now() > until) throw new Error("sign-in was never answered");
            await new Promise((r) => setTimeout(r, 200));
        }
    }
}
