import { createContext } from 'svelte';
import type { Action } from '../actions/actions.ts';
import type { App } from '../state/App.svelte.ts';
import type { Desk } from '../state/Desk.svelte.ts';

/** What all pages share. */
export const [useApp, provideApp] = createContext<App>();
/** The open project; a component takes the states that it shows. */
export const [useDesk, provideDesk] = createContext<Desk>();
/** What can be done on the desk. */
export const [useActions, provideActions] = createContext<readonly Action[]>();
