using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Persistence.Backlog;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Quotes;
using WebTrader.Persistence.Tables;

namespace WebTrader.Persistence.Recording;

/// <summary>Puts one waiting item into the tables. Repeating an item that is already there leaves trades, stop moves and positions as they are.</summary>
internal static class EntryRecorder
{
    /// <summary>Within the transaction of the context; saved, and the context empty again, when it returns.</summary>
    /// <param name="head">How far the journal goes within this transaction.</param>
    /// <returns>How far it goes afterwards.</returns>
    public static ChainHead Record(WebTraderDbContext db, WaitingItem item, ChainHead head)
    {
        switch (item)
        {
            case WaitingProgress kept:
                Keep(db, kept);
                break;
            case WaitingQuotes minute:
                Keep(db, minute.Quotes);
                break;
            case WaitingEntry waiting:
                Apply(db, waiting.Entry);
                head = Chained(db.Journal.Add(Fact(db, waiting.Entry, head)).Entity, head);
                break;
        }

        Save(db);
        return head;
    }

    /// <summary>Takes the quotes among these items, which are stored by now, into the chain.</summary>
    /// <param name="now">Wall time, UTC.</param>
    /// <returns>As above.</returns>
    public static ChainHead Seal(WebTraderDbContext db, IEnumerable<WaitingItem> items, DateTimeOffset now, ChainHead head)
    {
        foreach (var account in items.OfType<WaitingQuotes>().Select(item => item.Quotes).GroupBy(minute => minute.Account))
        {
            var minutes = account.Select(minute => (minute.Symbol, minute.Minute)).Distinct()
                .Select(minute => new KeptMinute(minute.Symbol, minute.Minute, Sha256(db.Quotes.Find(account.Key, minute.Symbol, minute.Minute)!.Data))).ToList();
            head = Chained(db.Journal.Add(Fact(db, new QuotesKept(account.Key, now, minutes), head)).Entity, head);
            Save(db);
        }

        return head;
    }

    internal static string Sha256(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>As above, for a fact that an earlier run has left in a file.</summary>
    /// <exception cref="InvalidDataException">It is not what the journal writes.</exception>
    public static ChainHead Record(WebTraderDbContext db, WaitingFact left, ChainHead head)
    {
        if (left.ToEntry() is { } entry) Apply(db, entry);
        head = Chained(db.Journal.Add(new JournalRow
        {
            Sequence = head.Sequence + 1,
            Account = new AccountId(left.Account),
            At = DateTimeOffset.FromUnixTimeMilliseconds(left.At),
            Ticket = left.Ticket is { } ticket ? new Ticket(ticket) : null,
            Kind = left.Kind,
            Text = db.Storable(left.Text),
            Data = left.Data,
        }).Entity, head);
        Save(db);
        return head;
    }

    /// <summary>One by one, because the order of several additions in one save is not promised, and the journal's order is.</summary>
    private static void Save(WebTraderDbContext db)
    {
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }

    private static ChainHead Chained(JournalRow row, ChainHead before)
    {
        row.Hash = JournalChain.Next(before.Hash, StoredRow.Of(row));
        return new ChainHead(row.Sequence, row.Hash);
    }

    private static JournalRow Fact(WebTraderDbContext db, JournalEntry entry, ChainHead before) => new()
    {
        Sequence = before.Sequence + 1,
        Account = entry.Account,
        At = entry.At,
        Ticket = entry.Ticket,
        Kind = JournalWords.Kind(entry),
        Text = db.Storable(JournalWords.Say(entry)),
        Data = JournalJson.WriteFact(entry),
    };

    private static void Apply(WebTraderDbContext db, JournalEntry entry)
    {
        switch (entry)
        {
            case SessionStarted started:
                Begin(db, started);
                break;
            case PositionSeen seen:
                See(db, seen);
                break;
            case PartlyClosed part:
                Part(db, part);
                break;
            case StopIntended intent:
                if (Find(db, intent) is null) db.StopMoves.Add(StopMoveRow.Of(intent));
                break;
            case StopSettled settled:
                (Find(db, settled.Intent) ?? db.StopMoves.Add(StopMoveRow.Of(settled.Intent)).Entity).Settle(settled);
                break;
            case PositionClosed closed:
                Close(db, closed.Trade);
                break;
        }
    }

    private static void Begin(WebTraderDbContext db, SessionStarted started)
    {
        var account = db.Accounts.Find(started.Account);
        if (account is null) db.Accounts.Add(new AccountRow { Account = started.Account, LastEpoch = started.Epoch });
        else account.LastEpoch = Math.Max(account.LastEpoch, started.Epoch);
    }

    private static StopMoveRow? Find(WebTraderDbContext db, StopIntended intent) =>
        db.StopMoves.Find(intent.Account, intent.Write.Token.Epoch, intent.Number);

    private static void Close(WebTraderDbContext db, Trade trade)
    {
        if (!IsClosed(db, trade.Account, trade.Position)) db.Trades.Add(TradeRow.Of(trade));
        if (db.OpenPositions.Find(trade.Account, trade.Position) is { } open) db.OpenPositions.Remove(open);
    }

    /// <summary>Seeing a position again after a restart must not forget what the rules remember.</summary>
    private static void See(WebTraderDbContext db, PositionSeen seen)
    {
        if (IsClosed(db, seen.Account, seen.Position.Id)) return;
        var open = db.OpenPositions.Find(seen.Account, seen.Position.Id);
        var earlier = open is null ? null : JournalJson.Read<StopProgress>(open.Progress);
        Put(db, open, seen.Account, seen.Position, StopProgress.For(seen.Position, earlier));
    }

    /// <summary>Remembered in the same step as it is written down, so that the next run writes it down neither again nor never.</summary>
    private static void Part(WebTraderDbContext db, PartlyClosed parted)
    {
        if (db.OpenPositions.Find(parted.Account, parted.Position.Id) is not { } open) return;
        var earlier = JournalJson.Read<StopProgress>(open.Progress);
        Put(db, open, parted.Account, parted.Position, StopProgress.For(parted.Position, earlier).WithPart(parted.Part.Lots));
    }

    private static void Keep(WebTraderDbContext db, WaitingProgress kept)
    {
        if (IsClosed(db, kept.Account, kept.Position.Id)) return;
        Put(db, db.OpenPositions.Find(kept.Account, kept.Position.Id), kept.Account, kept.Position, kept.Progress);
    }

    /// <summary>A minute may come in parts: around a restart, or when the broker's clock goes back. The later part has the last word.</summary>
    private static void Keep(WebTraderDbContext db, QuoteMinute minute)
    {
        if (db.Quotes.Find(minute.Account, minute.Symbol, minute.Minute) is not { } row)
        {
            db.Quotes.Add(new QuoteMinuteRow { Account = minute.Account, Symbol = minute.Symbol, Minute = minute.Minute, Data = QuotePacking.Pack(minute.Quotes) });
            return;
        }

        var earlier = QuotePacking.Unpack(row.Data).Where(quote => minute.Quotes.All(newer => newer.Second != quote.Second));
        row.Data = QuotePacking.Pack([.. earlier.Concat(minute.Quotes).OrderBy(quote => quote.Second)]);
    }

    private static void Put(WebTraderDbContext db, OpenPositionRow? open, AccountId account, Position position, StopProgress progress)
    {
        var reported = JournalJson.Write(position);
        var remembered = JournalJson.Write(progress);
        if (open is null)
        {
            db.OpenPositions.Add(new OpenPositionRow { Account = account, Position = position.Id, Reported = reported, Progress = remembered });
            return;
        }

        open.Reported = reported;
        open.Progress = remembered;
    }

    /// <summary>A position identifier is never used again, so what has a trade is not open any more, however late a report comes.</summary>
    private static bool IsClosed(WebTraderDbContext db, AccountId account, PositionId position) =>
        db.Trades.Any(trade => trade.Account == account && trade.Position == position);
}
