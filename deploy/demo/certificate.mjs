// Technical review, certification decision, certificate.
export async function certify(body, file) {
    const { reviewer, decider } = body.apis;
    const review = await reviewer.post("/v1/certificates/reviews", { audit_id: file.stage2.split("/").pop(), outcome: "pass",
        comment: "Report, findings, time and sampling reviewed" });
    const decision = await decider.post("/v1/certificates/decisions", { review_id: review.id, outcome: "grant", reason: "All gates passed" });
    file.decision = decision;
    const until = Date.now() + 20000;
    for (;;) {
        const state = await decider.get(`/v1/certificates/decisions/${decision.id}`);
        if (state.certificate && state.certificate.state === "active") {
            file.certificate = state.certificate;
            return file;
        }
        if (Date.now() > until) throw new Error(`the certificate was not issued: ${JSON.stringify(state)}`);
        await new Promise((r) => setTimeout(r, 50));
    }
}
