// Technical review, certification decision, certificate.
export const checklist = ["Report complete and in line with the objectives", "Audit time and its justification", "Site sample", "Findings, answers and verification", "Scope and Statement of Applicability"]
    .map((item) => ({ item, satisfied: true }));

export function review(body, file, outcome = "pass") {
    return body.apis.reviewer.post("/v1/certificates/reviews", { audit_id: (file.recertification ?? file.stage2).split("/").pop(), outcome, checklist, note: "In the reviewer's words" });
}

export function grant(body, passed, more = {}) {
    return body.apis.decider.post("/v1/certificates/decisions", { review_id: passed.id, outcome: "grant", reason: "All gates passed", ...more });
}

export async function certify(body, file, more = {}) {
    return issued(body, file, await grant(body, await review(body, file), more));
}

// Wait until the documents of a granted certificate are made.
export async function issued(body, file, decision) {
    const { decider } = body.apis;
    const until = Date.now() + 20000;
    for (;;) {
        const now = await decider.get(`/v1/certificates/decisions/${decision.id}`);
        if (now.certificate_state === "active") {
            file.certificate = { id: now.certificate_id, number: now.certificate_number, public_id: now.public_id };
            return file;
        }
        if (Date.now() > until) throw new Error(`the certificate was not issued: ${JSON.stringify(now)}`);
        await new Promise((r) => setTimeout(r, 30));
    }
}
