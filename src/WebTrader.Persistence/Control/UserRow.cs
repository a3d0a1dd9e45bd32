using Microsoft.AspNetCore.Identity;

namespace WebTrader.Persistence.Control;

/// <summary>A person who may sign in. One role each, in the row itself: nobody has two, and none is forgotten in a join.</summary>
public sealed class UserRow : IdentityUser
{
    public Role Role { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>How often it was locked out since the last sign-in; each time is longer than the one before.</summary>
    public int Lockouts { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
