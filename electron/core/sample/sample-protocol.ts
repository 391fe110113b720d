/**
 * Figures of an invented result protocol. Lines follow the generic model of such forms; no real form is imitated.
 * The scan breaks two control relations on purpose, the copy given to the observer breaks none.
 */
export interface ProtocolLine {
  readonly no: string;
  readonly kk: string;
  readonly ru: string;
  readonly value: number;
}

export type ProtocolFigures = Readonly<
  Record<
    | 'onList'
    | 'received'
    | 'issuedInside'
    | 'issuedOutside'
    | 'cancelled'
    | 'inPortable'
    | 'inStationary'
    | 'invalid'
    | 'valid'
    | 'first'
    | 'second'
    | 'third'
    | 'against',
    number
  >
>;

/** As handed to the observer: 64 + 1102 in the boxes = 19 + 1147; 412 + 388 + 261 + 86 = 1147. */
export const COPY_FIGURES: ProtocolFigures = {
  onList: 1842,
  received: 1850,
  issuedInside: 1102,
  issuedOutside: 64,
  cancelled: 684,
  inPortable: 64,
  inStationary: 1102,
  invalid: 19,
  valid: 1147,
  first: 412,
  second: 388,
  third: 261,
  against: 86,
};

/** As sent on: 64 + 1131 ballots in boxes, 1166 issued; 741 + 240 + 161 + 41 = 1183, 1174 valid. */
export const SCAN_FIGURES: ProtocolFigures = {
  ...COPY_FIGURES,
  inStationary: 1131,
  invalid: 21,
  valid: 1174,
  first: 741,
  second: 240,
  third: 161,
  against: 41,
};

export function protocolLines(figures: ProtocolFigures): ProtocolLine[] {
  const line = (no: string, kk: string, ru: string, value: number): ProtocolLine => ({ no, kk, ru, value });
  return [
    line('1', 'Тізімдегі сайлаушылар саны', 'Число избирателей в списке', figures.onList),
    line('2', 'Алынған бюллетеньдер саны', 'Получено бюллетеней', figures.received),
    line('3', 'Үй-жайда берілген бюллетеньдер', 'Выдано в помещении', figures.issuedInside),
    line('4', 'Үй-жайдан тыс берілген бюллетеньдер', 'Выдано вне помещения', figures.issuedOutside),
    line('5', 'Пайдаланылмай, жойылған бюллетеньдер', 'Погашено неиспользованных', figures.cancelled),
    line('6', 'Тасымалды жәшіктердегі бюллетеньдер', 'В переносных ящиках', figures.inPortable),
    line('7', 'Стационарлық жәшіктердегі бюллетеньдер', 'В стационарных ящиках', figures.inStationary),
    line('8', 'Жарамсыз бюллетеньдер', 'Недействительных', figures.invalid),
    line('9', 'Жарамды бюллетеньдер', 'Действительных', figures.valid),
    line('10', 'Дауыс саны: № 1 кандидат', 'Голосов: кандидат № 1', figures.first),
    line('11', 'Дауыс саны: № 2 кандидат', 'Голосов: кандидат № 2', figures.second),
    line('12', 'Дауыс саны: № 3 кандидат', 'Голосов: кандидат № 3', figures.third),
    line('13', 'Барлығына қарсы', 'Против всех', figures.against),
  ];
}
