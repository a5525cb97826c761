import { mount } from 'svelte';
import './app.css';
import { pageApi } from './api/pageApi.ts';
import { App } from './state/App.svelte.ts';
import Pages from './ui/Pages.svelte';

mount(Pages, { target: document.getElementById('app')!, props: { app: new App(pageApi) } });
