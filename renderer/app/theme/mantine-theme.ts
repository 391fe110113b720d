import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  type MantineThemeOverride,
  Menu,
  Modal,
  Popover,
  ScrollArea,
  SegmentedControl,
  Select,
  Switch,
  Tooltip,
} from '@mantine/core';

/** One flat colour: shades come from our role tokens, not from a ramp. */
const flat = (token: string): MantineColorsTuple => [
  token,
  token,
  token,
  token,
  token,
  token,
  token,
  token,
  token,
  token,
];

const quick = { duration: 100, transition: 'fade' } as const;

/** Mantine dressed in our tokens once, so that no screen styles a control by itself. */
export const theme: MantineThemeOverride = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '4px', lg: '4px', xl: '4px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  defaultRadius: 'sm',
  primaryColor: 'accent',
  colors: { accent: flat('var(--fill)') },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      vars: () => ({ root: { '--button-height': '28px', '--button-padding-x': '10px', '--button-fz': '13px' } }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
    }),
    Input: Input.extend({
      defaultProps: { size: 'xs' },
      vars: () => ({ wrapper: { '--input-height': '28px', '--input-fz': '13px', '--input-padding': '8px' } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'xs' },
      styles: { label: { color: 'var(--dim)', fontWeight: 500, marginBottom: 4 } },
    }),
    Select: Select.extend({ defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 100 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: quick, withArrow: false } }),
    // The placeholder would be a thing in the menu that is no item of it.
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: quick, withInitialFocusPlaceholder: false } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: quick } }),
    Modal: Modal.extend({ defaultProps: { transitionProps: quick, centered: true, padding: 'lg' } }),
    Drawer: Drawer.extend({ defaultProps: { padding: 'md', transitionProps: { duration: 100 } } }),
    ScrollArea: ScrollArea.extend({ defaultProps: { scrollbarSize: 8, type: 'hover' } }),
  },
});
