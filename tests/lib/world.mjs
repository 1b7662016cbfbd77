// What the tests over a running installation share: the demo's accounts, and fresh clients in its bodies.
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { Api } from "../../deploy/demo/api.mjs";

export const origin = process.env.SW_ORIGIN;
export const ca = process.env.SW_CA;
export const demo = JSON.parse(readFileSync(process.env.SW_DEMO));
export const nobody = new Api(origin, ca);
export const today = new Date().toISOString().slice(0, 10);

// A body of the demo with everybody signed in, in the form the demo's own modules take.
export async function body(slug) {
    const accounts = demo.accounts.filter((a) => a.body === slug && a.role !== "auditee");
    const result = { slug, password: accounts[0].password, people: {}, apis: {}, mail: (key) => `${key}@${slug}.example` };
    await Promise.all(accounts.map(async (a) => {
        result.apis[a.role] = await nobody.signIn(slug, a.email, a.password);
        result.people[a.role] = result.apis[a.role].person;
    }));
    return result;
}

// A client nobody has seen before.
export function client(name = "Test Client") {
    const slug = `t${randomBytes(5).toString("hex")}`;
    return { slug, name: `${name} ${slug}`, registration: slug, street: "Teststr. 1", city: "Berlin", postal: "10115", country: "DE", contact: "Tess Tester",
        scope: "Operation of a test service for customers", sites: [{ name: "Office", city: "Berlin", persons: 20 }] };
}

export async function refused(promise) {
    try {
        await promise;
    } catch (error) {
        if (error.problem) return { status: error.status, ...error.problem };
        throw error;
    }
    throw new Error("it was not refused");
}
