// Sending a file with progress: fetch cannot tell how much has gone out, XMLHttpRequest can.
import type { components } from "./schema";
import { newKey, type Problem, unreachable } from "./client";

type Receipt = components["schemas"]["EvidenceReceipt"];

export function upload(requestId: string, file: File, onProgress: (part: number) => void): Promise<Receipt> {
    return new Promise((resolve, reject: (problem: Problem) => void) => {
        const x = new XMLHttpRequest();
        const query = new URLSearchParams({ name: file.name, type: file.type || "application/octet-stream" });
        x.open("POST", `/v1/evidence/requests/${requestId}/files?${query}`);
        x.setRequestHeader("Sealwright-Request", "portal");
        x.setRequestHeader("Idempotency-Key", newKey());
        x.setRequestHeader("Content-Type", "application/octet-stream");
        x.responseType = "json";
        x.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
        x.onload = () => (x.status === 201 ? resolve(x.response as Receipt) : reject(x.response as Problem));
        x.onerror = () => reject(unreachable);
        x.send(file);
    });
}
