// Loading, failing and showing data, the same way on every screen.
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Problem } from "../api/client";
import { ProblemBox } from "./problem";

export interface Loaded<T> {
    data: T | null;
    problem: Problem | null;
    reload: () => void;
}

export function useLoad<T>(get: () => Promise<T>, keys: unknown[]): Loaded<T> {
    const [data, setData] = useState<T | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        let current = true;
        get().then(
            (d) => current && (setData(d), setProblem(null)),
            (p: Problem) => current && setProblem(p),
        );
        return () => {
            current = false;
        };
    }, [turn, ...keys]);
    return { data, problem, reload: useCallback(() => setTurn((t) => t + 1), []) };
}

export function Show<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
    if (of.problem)
        return (
            <>
                <ProblemBox problem={of.problem} />
                <button class="govuk-button" onClick={of.reload}>Try again</button>
            </>
        );
    if (of.data === null) return <p role="status">Loading…</p>;
    return <>{children(of.data)}</>;
}

// Sends a form once: a key that stays until it succeeds, so that a retry repeats nothing.
export function useSend<T>(send: (key: string) => Promise<T>, done: (result: T) => void) {
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const [key] = useState(() => ({ now: crypto.randomUUID() }));
    const submit = async (event?: Event) => {
        event?.preventDefault();
        if (busy) return;
        setBusy(true);
        setProblem(null);
        try {
            const result = await send(key.now);
            key.now = crypto.randomUUID();
            done(result);
        } catch (p) {
            // Only an answer proves that nothing was stored; without one the key is kept.
            if ((p as Problem).status >= 400 && (p as Problem).status < 500) key.now = crypto.randomUUID();
            setProblem(p as Problem);
        } finally {
            setBusy(false);
        }
    };
    return { submit, problem, busy };
}
