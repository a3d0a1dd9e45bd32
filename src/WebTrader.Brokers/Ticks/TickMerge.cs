namespace WebTrader.Brokers.Ticks;

/// <summary>Several streams of quotes as one, in the order of time; at the same moment in the order in which they were given.</summary>
public static class TickMerge
{
    /// <param name="sources">Each in the order of time.</param>
    public static IEnumerable<TimedQuote> InOrderOfTime(IEnumerable<IEnumerable<TimedQuote>> sources)
    {
        var readers = sources.Select(source => source.GetEnumerator()).ToList();
        try
        {
            var next = new PriorityQueue<IEnumerator<TimedQuote>, (DateTimeOffset Time, int Place)>();
            for (var place = 0; place < readers.Count; place++)
            {
                if (readers[place].MoveNext()) next.Enqueue(readers[place], (readers[place].Current.Time, place));
            }

            while (next.TryDequeue(out var reader, out var at))
            {
                yield return reader.Current;
                if (reader.MoveNext()) next.Enqueue(reader, (reader.Current.Time, at.Place));
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }
}
