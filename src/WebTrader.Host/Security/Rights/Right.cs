namespace WebTrader.Host.Security.Rights;

/// <summary>What a route asks of its caller.</summary>
internal enum Right
{
    /// <summary>To be a signed-in person, about whom the route is; no key has it.</summary>
    Own,

    /// <summary>To look. Needs no sign-in while only simulators are looked at from this machine.</summary>
    Read,

    /// <summary>To trade, and to let the rules trade.</summary>
    Operate,

    /// <summary>To stop or close everything.</summary>
    Emergency,

    /// <summary>To change what the rules go by.</summary>
    Settings,

    /// <summary>Users and keys.</summary>
    Admin,
}
