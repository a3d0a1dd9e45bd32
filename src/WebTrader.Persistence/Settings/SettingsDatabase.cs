using Microsoft.EntityFrameworkCore.Storage;
using WebTrader.Persistence.Store;

namespace WebTrader.Persistence.Settings;

/// <summary>Where the table of the settings is: one class per database. Used from any thread.</summary>
internal abstract class SettingsDatabase
{
    /// <summary>A context with a connection of its own and the tables in this build's layout. Never makes the database: that is the journal's. The caller disposes of it.</summary>
    /// <exception cref="Exception">Anything; <see cref="Explain"/> says what it means.</exception>
    public abstract SettingsDbContext Open();

    /// <summary>Begins a transaction in which a version is added: until its end nobody else adds one.</summary>
    public abstract IDbContextTransaction Begin(SettingsDbContext db);

    /// <summary>What a failure says about the store; null when it is a fault of ours.</summary>
    public abstract StoreFault? Explain(Exception failure);
}
