// Who is signed in.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { components } from "./api/schema";

export type Me = components["schemas"]["Me"];

export const SessionContext = createContext<Me | null>(null);

export function useMe(): Me {
    const me = useContext(SessionContext);
    if (!me) throw new Error("no session");
    return me;
}

export function has(me: Me, ...roles: string[]): boolean {
    return me.roles.some((r) => roles.includes(r));
}
