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

    public int TradesFree => experts.IsTrading ? 0 : 1;

    public ValueTask<TradeAnswer> SetStopAsync(StopWrite write, CancellationToken cancellation) => TradeAsync(write.Ticket, write.Symbol, facts => new Mt5TradeRequest(
        Mt5TradeAction.Stops,
        Magic: (ulong)options.Magic,
        Symbol: write.Symbol,
        StopLoss: write.Stop.Value,
        TakeProfit: write.TakeProfit?.Value ?? 0m,
        Comment: OwnComment.Marked("webtrader stop", write.Token),
        Position: (ulong)write.Ticket.Value), needsPrice: false, cancellation);

    public ValueTask<TradeAnswer> CloseAsync(CloseWrite write, CancellationToken cancellation) => TradeAsync(write.Ticket, write.Symbol, facts => AtMarket(facts, write.Side.Opposite()) with
    {
        // Its own: whoever opened it finds the close among its deals.
        Magic = (ulong)Math.Max(positions.Find(write.Ticket)?.Magic ?? options.Magic, 0),
        Volume = write.Lots.Value,
        Comment = OwnComment.Marked(write.Comment, write.Token),
        Position = (ulong)write.Ticket.Value,
    }, needsPrice: true, cancellation);

    public async ValueTask<TradeAnswer> OpenAsync(OpenWrite write, CancellationToken cancellation)
    {
        if (write.Comment != OwnComment.Plain(write.Comment)) return new TradeAnswer.NotSent($"the comment \"{OwnComment.Plain(write.Comment)}\" does not arrive as it is written: at most {OwnComment.Longest} ASCII characters without ; \" and \\");
        var answer = await TradeAsync(null, write.Symbol, facts => facts.WhyNotOpen(write.Side) is { } closed ? throw new Mt5ReadException(closed) : AtMarket(facts, write.Side) with
        {
            Magic = (ulong)(write.Magic > 0 ? write.Magic : options.Magic),
            Volume = write.Lots.Value,
            StopLoss = write.Stop?.Value ?? 0m,
            TakeProfit = write.TakeProfit?.Value ?? 0m,
            Comment = write.Comment,
        }, needsPrice: true, cancellation);
        if (answer is not TradeAnswer.Answered { Opened: not null } opened || checks.IsHedging) return answer;
        return opened with { Opened = await NettedAsync(write.Symbol, cancellation) };
    }

    public ValueTask<TradeAnswer> CancelAsync(CancelWrite write, CancellationToken cancellation) => TradeAsync(null, write.Symbol, facts => new Mt5TradeRequest(
        Mt5TradeAction.Remove,
        Order: (ulong)write.Order.Value), needsPrice: false, cancellation);

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

    private async ValueTask<TradeAnswer> TradeAsync(Ticket? ticket, string symbol, Func<SymbolFacts, Mt5TradeRequest> make, bool needsPrice, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return new TradeAnswer.NotSent("given up before it was sent");
        if (!IsConnected || experts.Trades is not { } expert) return new TradeAnswer.NotSent($"no connection to the broker: {whyNot}");
        if (experts.IsTrading) return new TradeAnswer.NotSent("busy: a trade is under way");

        experts.Began(expert);
        var isOver = true;
        try
        {
            if (await WhyNotTradeAsync(cancellation) is { } refused) return refused;
            var facts = symbols.Find(symbol) ?? await symbols.ReadAsync(symbol, expert, cancellation);
            var trade = make(facts);
            trade = trade with { Price = await LookBeforeAsync(facts, needsPrice ? trade.Type : null, cancellation) };
            // Trades go to another expert by now, or to none: nothing has left yet.
            if (experts.Trades != expert || !IsConnected) return new TradeAnswer.NotSent($"no connection to the broker: {whyNot}");
            var answer = await SendAsync(expert, ticket, trade, facts.Spec, cancellation);
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
    /// <param name="type">What is traded at the market; null where no price is needed.</param>
    /// <returns>The price to trade at just now; 0 for none.</returns>
    private async Task<decimal> LookBeforeAsync(SymbolFacts facts, Mt5OrderType? type, CancellationToken cancellation)
    {
        var burst = new Burst();
        var guard = new ReadGuard(burst, options);
        var tick = type is null ? -1 : burst.Ask(Mt5Request.SymbolTick(facts.Spec.Name));
        await experts.ReadAsync(experts.Trades, burst, cancellation);
        guard.Check();
        // Without a price the server decides: it knows whether the market is closed.
        if (type is not { } side || burst.Tick(tick) is not { } now) return 0m;
        return WireNumbers.Price(side == Mt5OrderType.Buy ? now.Ask : now.Bid, facts.Spec.Digits).Value;
    }

    /// <returns>The answer, and whether nothing more can come of the call.</returns>
    private async Task<(TradeAnswer Answer, bool IsOver)> SendAsync(int expert, Ticket? ticket, Mt5TradeRequest trade, SymbolSpec spec, CancellationToken cancellation)
    {
        var isStop = trade.Action == Mt5TradeAction.Stops;
        if (isStop && ticket is { } target) news.Expect(target, trade.StopLoss, trade.TakeProfit);
        // In one go: the error that is read is this trade's, and no other's.
        var request = Mt5Request.Send(trade);
        var reset = client.CallAsync(expert, Mt5Request.ResetLastError, cancellation);
        var call = client.CallAsync(expert, request, cancellation);
        var error = client.CallAsync(expert, Mt5Request.GetLastError, CancellationToken.None).AsTask();
        await reset;
        var answered = await call;
        var (answer, isOver) = answered switch
        {
            Mt5Answer.Value { Is: var value } => (await TradeAnswers.OfAsync(value, error, spec, isStop, LookAgainAsync), true),
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
