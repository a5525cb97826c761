import { mount } from 'svelte';
import './app.css';
import { DeskState } from './state/DeskState.svelte.ts';
import Desk from './ui/Desk.svelte';

const desk = new DeskState();
mount(Desk, { target: document.getElementById('app')!, props: { desk } });
void desk.load();
