import type { CSSVariablesResolver } from '@mantine/core';

/** Points Mantine's own variables at our role tokens; the tokens themselves differ by colour scheme. */
const roles = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-body': 'var(--s1)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--s2)',
  '--mantine-color-default-hover': 'var(--s3)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-disabled': 'var(--s2)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--fill)',
  '--mantine-primary-color-filled-hover': 'var(--fill-hover)',
  '--mantine-primary-color-contrast': 'var(--on-fill)',
  '--mantine-color-accent-filled': 'var(--fill)',
  '--mantine-color-accent-filled-hover': 'var(--fill-hover)',
  '--mantine-color-accent-light': 'color-mix(in srgb, var(--accent) 16%, transparent)',
  '--mantine-color-accent-light-hover': 'color-mix(in srgb, var(--accent) 24%, transparent)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-color-gray-light-color': 'var(--dim)',
  '--mantine-color-gray-light-hover': 'var(--s3)',
  '--mantine-color-red-filled': 'var(--danger)',
  '--mantine-color-red-light-color': 'var(--danger)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
