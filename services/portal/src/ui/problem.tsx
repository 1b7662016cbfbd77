// A refusal, explained: what was wrong, which rule and clause say so, and what would make it pass.
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../api/client";

export function ProblemBox({ problem }: { problem: Problem | null }) {
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => box.current?.focus(), [problem]);
    if (!problem) return null;
    return (
        <div ref={box} class="refused" role="alert" tabIndex={-1}>
            <p class="rule">{problem.title}</p>
            {problem.detail && <p>{problem.detail}</p>}
            {problem.clause && (
                <p><span class="chip bad">{problem.rule}</span> {problem.clause}</p>
            )}
            {problem.what_would_pass && <p>What would make it pass: {problem.what_would_pass}</p>}
            {problem.errors && problem.errors.length > 0 && (
                <ul>
                    {problem.errors.map((e) => (
                        <li key={e.pointer}>
                            <a href={`#${e.pointer.replace(/^\//, "")}`} onClick={(ev) => focusField(ev, e.pointer)}>{e.detail}</a>
                        </li>
                    ))}
                </ul>
            )}
            {problem.status >= 500 && problem.request_id && <p class="small">Request {problem.request_id}</p>}
        </div>
    );
}

function focusField(event: Event, pointer: string) {
    event.preventDefault();
    document.getElementById(pointer.replace(/^\//, ""))?.focus();
}
