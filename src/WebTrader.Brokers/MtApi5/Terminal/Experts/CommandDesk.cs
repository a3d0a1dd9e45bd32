using System.Buffers;
using System.Text;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Commands;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal.Experts;

/// <summary>Carries commands out for the experts and answers them. On the terminal's thread.</summary>
internal sealed class CommandDesk(TerminalWorld world, Counters counters, Action<string> announce)
{
    private readonly CommandTable table = new();
    private readonly TradeCommands trades = new(world, new TradeDesk(world, announce));

    public async Task AnswerAsync(Expert expert, WaitingCommand waiting)
    {
        if (world.Faults.Block.Strikes()) await Task.Delay(world.Faults.BlockFor, world.Clock);
        if (world.Faults.DeadExpert.Strikes())
        {
            expert.Die();
            return;
        }

        var trouble = ReadTrouble.Strike(world, waiting.Command);
        if (trouble is Fault.Hang hang) await Task.Delay(hang.For, world.Clock);
        if (trouble is Fault.Disconnect lost) world.DisconnectFor(lost.For);
        var isTrade = TradeCommands.IsTrade(waiting.Command);
        var latency = waiting.Command == Mt5Command.OrderSendAsync ? TimeSpan.Zero : world.Faults.LatencyOf(waiting.Command, isTrade);
        // A delay is cut to whole milliseconds: two halves of one would be none.
        var before = TimeSpan.FromMilliseconds(Math.Ceiling(latency.TotalMilliseconds / 2));
        await PassAsync(before);
        var answer = trouble is Fault.FailRead failed ? Reply.Error(MqlError.Internal, failed.Reason)
            : await CarryOutAsync(new ExpertCall(expert, world, waiting.Command, waiting.Payload), isTrade);
        await PassAsync(latency - before);
        if (answer is not null && !expert.IsGone) Send(waiting, expert.Handle, answer);
    }

    private async Task<string?> CarryOutAsync(ExpertCall call, bool isTrade)
    {
        try
        {
            return isTrade ? await trades.AnswerAsync(call) : table.Answer(call);
        }
        catch (ExpertErrorException error)
        {
            return Reply.Error(error.Code, error.Message);
        }
        catch (ExpertCrashException)
        {
            call.Expert.Die();
            return null;
        }
    }

    private void Send(WaitingCommand waiting, int handle, string answer)
    {
        if (!waiting.From.IsOpen)
        {
            counters.AnswersToNobody++;
            return;
        }

        var message = new ArrayBufferWriter<byte>();
        Mt5Framing.WriteResponse(message, handle, waiting.Id, Encoding.UTF8.GetBytes(answer));
        waiting.From.Send(message.WrittenSpan.ToArray());
        counters.Answers++;
    }

    private Task PassAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, world.Clock) : Task.CompletedTask;
}
