using WebTrader.Core.Ports;

namespace WebTrader.Host.Commands.Simulate.Ways;

/// <summary>How the sessions of a simulated world reach their broker.</summary>
public enum WorldWay
{
    /// <summary>The embedded simulator's own gateway.</summary>
    Embedded,

    /// <summary>The MetaTrader 5 gateway over the terminal's wire, with a simulated terminal at its other end.</summary>
    Mt5,
}

/// <summary>The line of one session to its broker. On the scheduler.</summary>
public interface IWorldLine
{
    IBrokerGateway Gateway { get; }

    /// <summary>Whether calls go through.</summary>
    bool IsConnected { get; }

    /// <summary>Loses the connection for so long.</summary>
    void DisconnectFor(TimeSpan time);

    /// <summary>The session's process is gone from one moment to the next. What has left goes on to the broker.</summary>
    void Kill();

    /// <summary>The session has ended, or was killed. What has left goes on to the broker.</summary>
    ValueTask LeaveAsync();

    /// <summary>Ends the line itself; to be called when nothing of it can be in the air any more.</summary>
    ValueTask EndAsync();
}

/// <summary>Makes the lines of a world. On the scheduler.</summary>
public interface IWorldLines
{
    /// <summary>For one more session.</summary>
    IWorldLine Open();

    /// <summary>A second has passed: what is wrong with the way itself may strike.</summary>
    void Pass();
}
