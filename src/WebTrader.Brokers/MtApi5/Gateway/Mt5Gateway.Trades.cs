using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <content>Trades. All go out by OrderSend: the helper calls lose the magic number and the return code.</content>
public sealed partial class Mt5Gateway
{
    /// <summary>One: an expert waits for the broker's answer before it does anything else.</summary>
    public int TradesInFlight => 1;

    /// <summary>
    /// Never: a terminal that has given up waiting for its server (10012, or the answer lost on its way to us) takes the next trade while the server may still carry
    /// out the one before.
    /// </summary>
    public bool TradesInOrder => false;

    /// <summary>Its own where none is asked for: a position without one would look as opened by hand.</summary>
    public long MagicOf(long asked) => asked > 0 ? asked : options.Magic;

    public int TradesFree => experts.IsTrading ? 0 : 1;

    public ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation) => TradeAsync(write.Ticket, new Mt5TradeRequest(
        Mt5TradeAction.Stops,
        Magic: (ulong)options.Magic,
        Symbol: write.Symbol,
        StopLoss: write.Stop.Value,
        TakeProfit: write.TakeProfit?.Value ?? 0m,
        Comment: OwnComment.Marked("webtrader stop", write.Token),
        Position: (ulong)write.Ticket.Value), cancellation);

    public ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation) => TradeAtMarketAsync(write.Ticket, write.Symbol, facts => AtMarket(facts, write.Side.Opposite()) with
    {
        // Its own: whoever opened it finds the close among its deals.
        Magic = (ulong)Math.Max(positions.Find(write.Ticket)?.Magic ?? options.Magic, 0),
        Volume = write.Lots.Value,
        Comment = OwnComment.Marked(write.Comment, write.Token),
        Position = (ulong)write.Ticket.Value,
    }, cancellation);

    public async ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation)
    {
        if (write.Comment != OwnComment.Plain(write.Comment)) return new TradeAnswer.NotSent($"the comment \"{OwnComment.Plain(write.Comment)}\" does not arrive as it is written: at most {OwnComment.Longest} ASCII characters without ; \" and \\");
        var answer = await TradeAtMarketAsync(null, write.Symbol, facts => facts.WhyNotOpen(write.Side) is { } closed ? throw new Mt5ReadException(closed) : AtMarket(facts, write.Side) with
        {
            Magic = (ulong)MagicOf(write.Magic),
            Volume = write.Lots.Value,
            StopLoss = write.Stop?.Value ?? 0m,
            TakeProfit = write.TakeProfit?.Value ?? 0m,
            Comment = write.Comment,
        }, cancellation);
        if (answer is not TradeAnswer.Answered { Opened: not null } opened || checks.IsHedging) return answer;
        return opened with { Opened = await NettedAsync(write.Symbol, cancellation) };
    }

    public async ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation)
    {
        var answer = await TradeAsync(null, new Mt5TradeRequest(Mt5TradeAction.Remove, Order: (ulong)write.Order.Value), cancellation);
        // How a terminal refuses what it cannot find an order for; it also refuses so what it does not understand.
        return answer is TradeAnswer.Answered { Retcode: TradeRetcode.Invalid } && await IsGoneAsync(write.Order, cancellation) ? TradeAnswers.NoSuchOrder : answer;
    }

    private async Task<bool> IsGoneAsync(Ticket order, CancellationToken cancellation)
    {
        try
        {
            return !await orders.HasAsync(order, cancellation);
        }
        catch (Mt5ReadException)
        {
            // Then the refusal stands as it came.
            return false;
        }
    }

    /// <summary>For the account as a whole a symbol has one position, whose ticket need not be that of the order.</summary>
    private async Task<Ticket?> NettedAsync(string symbol, CancellationToken cancellation)
    {
        var read = await ReadPositionsAsync(cancellation);
        return read.TryGet(out var all) ? all.FirstOrDefault(position => position.Symbol == symbol)?.Ticket : null;
    }

    private Mt5TradeRequest AtMarket(SymbolFacts facts, Side side) => new(
        Mt5TradeAction.Deal,
        Symbol: facts.Spec.Name,
        Deviation: (ulong)options.Deviation,
        Type: side == Side.Long ? Mt5OrderType.Buy : Mt5OrderType.Sell,
        Filling: facts.Filling);

    /// <summary>A trade that needs to know its symbol, and the price of just now.</summary>
    private ValueTask<TradeAnswer> TradeAtMarketAsync(Ticket? ticket, string symbol, Func<SymbolFacts, Mt5TradeRequest> make, CancellationToken cancellation) => TradeAsync(ticket, async expert =>
    {
        var facts = symbols.Find(symbol) ?? await symbols.ReadAsync(symbol, expert, cancellation);
        var trade = make(facts);
        return (trade with { Price = await LookBeforeAsync((facts, trade.Type), cancellation) }, facts.Spec.Digits);
    }, cancellation);

    /// <summary>A trade that says all by itself: it leaves also where the terminal tells nothing of its symbol.</summary>
    private ValueTask<TradeAnswer> TradeAsync(Ticket? ticket, Mt5TradeRequest trade, CancellationToken cancellation) => TradeAsync(ticket, async _ =>
    {
        await LookBeforeAsync(null, cancellation);
        return (trade, null);
    }, cancellation);

    /// <param name="prepare">Makes the trade for an expert, and tells the digits of its symbol where a price is to come back.</param>
    private async ValueTask<TradeAnswer> TradeAsync(Ticket? ticket, Func<int, Task<(Mt5TradeRequest Trade, int? Digits)>> prepare, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return new TradeAnswer.NotSent("given up before it was sent");
        if (!IsConnected || experts.Trades is not { } expert) return new TradeAnswer.NotSent($"no connection to the broker: {whyNot}");
        if (experts.IsTrading) return new TradeAnswer.NotSent("busy: a trade is under way");

        experts.Began(expert);
        var isOver = true;
        try
        {
            if (await WhyNotTradeAsync(cancellation) is { } refused) return refused;
            var (trade, digits) = await prepare(expert);
            // Trades go to another expert by now, or to none: nothing has left yet.
            if (experts.Trades != expert || !IsConnected) return new TradeAnswer.NotSent($"no connection to the broker: {whyNot}");
            var answer = await SendAsync(expert, ticket, trade, digits, cancellation);
            isOver = answer.IsOver;
            return answer.Answer;
        }
        catch (Mt5ReadException notReady)
        {
            return new TradeAnswer.NotSent(notReady.Message);
        }
        catch (Mt5PayloadException wrong)
        {
            return new TradeAnswer.NotSent(wrong.Message);
        }
        finally
        {
            if (isOver) experts.Ended(expert);
        }
    }

    /// <summary>What was last seen may have been put right meanwhile: it is looked at once more before a trade is refused for it.</summary>
    private async Task<TradeAnswer?> WhyNotTradeAsync(CancellationToken cancellation)
    {
        if (checks.WhyNoTrades is null) return null;
        await checks.ReadAsync(experts.Trades, cancellation);
        return checks.WhyNoTrades is { } still ? new TradeAnswer.Answered(checks.RefusalRetcode, Comment: still) : null;
    }

    /// <summary>Looks at the account and the connection once more, right before a trade: it must never go to another account, nor to a terminal without its broker.</summary>
    /// <param name="atMarket">What is traded at the market; null where no price is needed.</param>
    /// <returns>The price to trade at just now; 0 for none.</returns>
    private async Task<decimal> LookBeforeAsync((SymbolFacts Facts, Mt5OrderType Type)? atMarket, CancellationToken cancellation)
    {
        var burst = new Burst();
        var guard = new ReadGuard(burst, options);
        var tick = atMarket is var (asked, _) ? burst.Ask(Mt5Request.SymbolTick(asked.Spec.Name)) : -1;
        await experts.ReadAsync(experts.Trades, burst, cancellation);
        guard.Check();
        // Without a price the server decides: it knows whether the market is closed.
        if (atMarket is not var (facts, type) || burst.Tick(tick) is not { } now) return 0m;
        return WireNumbers.Price(type == Mt5OrderType.Buy ? now.Ask : now.Bid, facts.Spec.Digits).Value;
    }

    /// <returns>The answer, and whether nothing more can come of the call.</returns>
    private async Task<(TradeAnswer Answer, bool IsOver)> SendAsync(int expert, Ticket? ticket, Mt5TradeRequest trade, int? digits, CancellationToken cancellation)
    {
        if (trade.Action == Mt5TradeAction.Stops && ticket is { } target) news.Expect(target, trade.StopLoss, trade.TakeProfit);
        // In one go: the error that is read is this trade's, and no other's.
        var request = Mt5Request.Send(trade);
        var reset = client.CallAsync(expert, Mt5Request.ResetLastError, cancellation);
        var call = client.CallAsync(expert, request, cancellation);
        var error = client.CallAsync(expert, Mt5Request.GetLastError, CancellationToken.None).AsTask();
        await reset;
        var answered = await call;
        var (answer, isOver) = answered switch
        {
            Mt5Answer.Value { Is: var value } => (await TradeAnswers.OfAsync(value, error, trade, digits, LookAgainAsync), true),
            // The expert itself did not understand it: it did nothing.
            Mt5Answer.Refused refused => (new TradeAnswer.Answered(TradeRetcode.Invalid, Comment: $"{refused.Message} ({refused.Code})"), true),
            Mt5Answer.NotSent notSent => (new TradeAnswer.NotSent(notSent.Reason), true),
            Mt5Answer.Unanswered silent => (new TradeAnswer.Unanswered(silent.Reason), experts.Unanswered(expert, silent.Why)),
            _ => throw new InvalidOperationException($"{answered.GetType().Name} is no answer that there is"),
        };
        if (ticket is { } asked && answer is not TradeAnswer.Answered) news.ExpectNoMore(asked);
        return (answer, isOver);

        async Task<TerminalChecks?> LookAgainAsync()
        {
            try
            {
                await checks.ReadAsync(expert, CancellationToken.None);
                return checks;
            }
            catch (Mt5ReadException)
            {
                // Then why it was refused stays open, which is what the answer says.
                return null;
            }
        }
    }
}
