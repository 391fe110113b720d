import { Select } from '@mantine/core';
import styles from './bundle.module.css';

interface ChoiceProps<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly options: readonly T[];
  readonly nameOf: (option: T) => string;
  readonly value: T;
  readonly onChange: (option: T) => void;
}

/** One of several options, on a line with what it is about. */
export function ChoiceOption<T extends string>(props: ChoiceProps<T>) {
  const { id, label, width, options, nameOf, value, onChange } = props;
  const choose = (name: string | null) => {
    const option = options.find((each) => each === name);
    if (option !== undefined) onChange(option);
  };
  return (
    <div className={styles.option}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        aria-label={label}
        w={width}
        allowDeselect={false}
        data={options.map((option) => ({ value: option, label: nameOf(option) }))}
        value={value}
        onChange={choose}
      />
    </div>
  );
}
