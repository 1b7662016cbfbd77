// The only way to the server: typed by the OpenAPI document, errors as problem documents (RFC 9457).
import createClient from "openapi-fetch";
import type { paths } from "./schema";

export interface Problem {
    type: string;
    title: string;
    status: number;
    detail?: string;
    rule?: string;
    clause?: string;
    what_would_pass?: string;
    request_id?: string;
    errors?: { pointer: string; detail: string }[];
}

export const api = createClient<paths>({
    baseUrl: "",
    headers: { "Sealwright-Request": "portal", Accept: "application/json" },
});

export const unreachable: Problem = {
    type: "about:blank",
    title: "The server cannot be reached",
    status: 0,
    detail: "Check your connection and try again. Nothing you typed is lost.",
};

// Turns an answer into data or a thrown problem.
export async function must<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
    let answer;
    try {
        answer = await call;
    } catch {
        throw unreachable;
    }
    if (answer.error !== undefined || !answer.response.ok) throw asProblem(answer.error, answer.response);
    return answer.data as T;
}

function asProblem(error: unknown, response: Response): Problem {
    if (typeof error === "object" && error !== null && "title" in error) return error as Problem;
    return { type: "about:blank", title: `The server answered ${response.status}`, status: response.status };
}

// A key for one intent: the same until the form is sent with success, so that a retry repeats nothing.
export function newKey(): string {
    return crypto.randomUUID();
}
