// Evidence requests: what is asked for, what arrived, and the upload with its receipt.
import { useState } from "preact/hooks";
import { api, must, type Problem } from "../api/client";
import type { components } from "../api/schema";
import { upload } from "../api/upload";
import { has, useMe } from "../session";
import { Show, useLoad } from "../ui/load";
import { Chip, Day, Empty, Title } from "../ui/parts";
import { ProblemBox } from "../ui/problem";

type Request = components["schemas"]["EvidenceRequest"];

export default function Evidence() {
    const list = useLoad(() => must(api.GET("/v1/evidence/requests", { params: { query: { limit: 200 } } })), []);
    return (
        <>
            <Title text="Evidence" lead="Each file is hashed while it arrives and acknowledged by a receipt; nobody can change it afterwards." />
            <Show of={list}>
                {({ data }) =>
                    data.length === 0 ? (
                        <Empty>No evidence has been asked for yet.</Empty>
                    ) : (
                        <ul class="queue">
                            {data.map((r) => <Item key={r.id} request={r} onChange={list.reload} />)}
                        </ul>
                    )
                }
            </Show>
        </>
    );
}

function Item({ request: r, onChange }: { request: Request; onChange: () => void }) {
    const me = useMe();
    return (
        <li>
            <div class="what">
                <strong>{r.title}</strong> <Chip state={r.state} />
                <div class="why">{r.reference} · {r.client_name} · {r.detail}</div>
                {r.files.map((f) => (
                    <div key={f.id}>
                        <a href={`/v1/evidence/files/${f.id}/content`} download={f.name}>{f.name}</a>{" "}
                        <span class="small">{f.size.toLocaleString()} bytes, SHA-256 <span class="sha">{f.sha256.slice(0, 16)}…</span></span>
                    </div>
                ))}
            </div>
            <span>{r.due_on && <>due <Day value={r.due_on} /></>}</span>
            {r.state !== "accepted" && has(me, "auditee", "auditor") && <Upload request={r} onDone={onChange} />}
        </li>
    );
}

function Upload({ request, onDone }: { request: Request; onDone: () => void }) {
    const [sent, setSent] = useState<number | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const send = async (file: File | undefined) => {
        if (!file) return;
        setProblem(null);
        setSent(0);
        try {
            await upload(request.id, file, setSent);
            onDone();
        } catch (p) {
            setProblem(p as Problem);
        } finally {
            setSent(null);
        }
    };
    return (
        <div>
            <label for={`file-${request.id}`} class="small">Upload a file for “{request.title}”</label>
            <input id={`file-${request.id}`} type="file" onChange={(e) => send(e.currentTarget.files?.[0])} disabled={sent !== null} />
            {sent !== null && <progress value={sent} max={1} aria-label="Upload">{Math.round(sent * 100)} %</progress>}
            <ProblemBox problem={problem} />
        </div>
    );
}
