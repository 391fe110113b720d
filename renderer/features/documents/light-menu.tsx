import { ActionIcon, Button, Popover, Slider, Switch, Tooltip } from '@mantine/core';
import { IconBrightnessHalf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './documents.module.css';
import { AS_IT_IS, isChanged, type Light } from './light.ts';

/** Brightness and contrast of the view, for pencil and pale stamps. */
export function LightMenu({ light, onChange }: { light: Light; onChange: (light: Light) => void }) {
  const { t } = useTranslation('documents');
  const changed = isChanged(light);
  return (
    <Popover position="bottom-end" width={260}>
      <Popover.Target>
        <Tooltip label={t('light')}>
          <ActionIcon
            aria-label={t('light')}
            variant={changed ? 'light' : 'subtle'}
            color={changed ? 'accent' : 'gray'}
          >
            <IconBrightnessHalf size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.light}>
          <LightSlider
            label={t('brightness')}
            value={light.brightness}
            onChange={(brightness) => onChange({ ...light, brightness })}
          />
          <LightSlider
            label={t('contrast')}
            value={light.contrast}
            onChange={(contrast) => onChange({ ...light, contrast })}
          />
          <Switch
            label={t('invert')}
            checked={light.inverted}
            onChange={(event) => onChange({ ...light, inverted: event.currentTarget.checked })}
          />
          <div className={styles.lightFoot}>
            <span className="dim">{t('viewOnly')}</span>
            <Button size="compact-xs" disabled={!changed} onClick={() => onChange(AS_IT_IS)}>
              {t('reset')}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface LightSliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function LightSlider({ label, value, onChange }: LightSliderProps) {
  return (
    <div>
      <div className={styles.lightHead}>
        <span>{label}</span>
        <span className="mono dim">{value}%</span>
      </div>
      <Slider size="sm" min={20} max={400} step={5} value={value} label={null} thumbLabel={label} onChange={onChange} />
    </div>
  );
}
