// What the dashboard uses of Preact, its signals and htm, in one module so that all of them share one copy of Preact.
import { h } from 'preact';
import type { VNode } from 'preact';
import htm from 'htm';

export { h, render, Fragment } from 'preact';
export type { VNode, ComponentChildren } from 'preact';
export { useEffect, useLayoutEffect, useRef, useState, useMemo, useCallback } from 'preact/hooks';
export { signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect } from '@preact/signals';
export type { Signal, ReadonlySignal } from '@preact/signals';

/** Templates to nodes; a template of ours always has one root. */
export const html = htm.bind(h) as (strings: TemplateStringsArray, ...values: unknown[]) => VNode<any>;
