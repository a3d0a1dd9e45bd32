// Lightweight Charts, by TradingView: the parts the ticket's chart draws with.
export { createChart, createSeriesMarkers, BaselineSeries, LineSeries, LineType, LineStyle, CrosshairMode, ColorType } from 'lightweight-charts';
export type { IChartApi, ISeriesApi, ISeriesMarkersPluginApi, IPriceLine, UTCTimestamp, Time, SeriesMarker } from 'lightweight-charts';
