using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Security.SignIn;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Api;

/// <summary>Who may sign in.</summary>
internal static class UsersApi
{
    private const string Id = "/{id}";
    private const string Ends = "Its sessions end. If-Match, where it is given, is the ETag of the user.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users").WithTags("Users").RequireRight(Right.Admin);
        group.MapGet("", ListAsync).WithName("ListUsers").WithSummary("Everybody who may sign in, by name").ProducesValidationProblem();
        group.MapGet(Id, FindAsync).WithName("FindUser").WithSummary("One of them, with its ETag").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", CreateAsync).Accepts<NewUser>("application/json").ProducesValidationProblem().Repeats(RepeatRule.Once, hasSecret: true).WithName("CreateUser").WithSummary("Adds a user").WithDescription("With a first password of 12 characters or more, which the user should change.").DryRuns();
        Change<RoleChange>(group.MapPut(Id + "/role", ChangeRoleAsync))
            .WithName("ChangeRole").WithSummary("Gives a user another role").WithDescription(Ends + " There is always one administrator who may sign in.");
        Change<DisabledChange>(group.MapPut(Id + "/disabled", DisableAsync))
            .WithName("DisableUser").WithSummary("Keeps a user from signing in, or lets it again").WithDescription(Ends);
        Change<ResetRequest>(group.MapPost(Id + "/reset", ResetAsync), hasSecret: true)
            .WithName("ResetUser").WithSummary("Gives a user a new password, ends its lock-out and removes its second factor").WithDescription(Ends);
    }

    private static RouteHandlerBuilder Change<TBody>(RouteHandlerBuilder route, bool hasSecret = false)
        where TBody : notnull =>
        route.Accepts<TBody>("application/json").ProducesValidationProblem().Repeats(RepeatRule.Once, hasSecret).DryRuns().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<UserItem>, ProblemHttpResult>> ChangeRoleAsync(string id, HttpContext context, UserDesk desk, CancellationToken cancellation)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new RoleChange(fields.RoleOf("role")));
        return wanted is null ? wrong! : await desk.ChangeAsync(context, id, user => user.Role = wanted.Role, cancellation);
    }

    private static async Task<Results<Ok<UserItem>, ProblemHttpResult>> DisableAsync(string id, HttpContext context, UserDesk desk, CancellationToken cancellation)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new DisabledChange(fields.Flag("isDisabled")));
        return wanted is null ? wrong! : await desk.ChangeAsync(context, id, user => user.IsDisabled = wanted.IsDisabled, cancellation);
    }

    private static async Task<Results<Ok<UserItem>, ProblemHttpResult>> ResetAsync(string id, HttpContext context, UserDesk desk, CancellationToken cancellation)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new ResetRequest(fields.Password("password")), holdsSecret: true);
        return wanted is null ? wrong! : await desk.ResetAsync(context, id, wanted.Password, cancellation);
    }

    private static async Task<Results<Ok<UserItem>, ProblemHttpResult>> FindAsync(string id, HttpContext context, ControlDbContext db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, cancellation) is not { } found) return Problems.NotFound("There is no such user.");
        context.Response.Headers.ETag = UserDesk.TagOf(found);
        return TypedResults.Ok(UserItem.Of(found, clock.GetUtcNow()));
    }

    private static async Task<Results<Ok<Part<UserItem>>, ProblemHttpResult>> ListAsync(ControlDbContext db, TimeProvider clock, CancellationToken cancellation,
        [Description("Only viewer, operator or admin")] string? role = null, [Description("true for who is kept from signing in, false for who is not")] string? disabled = null, [Description(Words.Page)] string? page = null, [Description(Words.PageSize)] string? pageSize = null)
    {
        var query = new QueryReader();
        var wanted = query.Page(page, pageSize);
        var (ofRole, isDisabled) = (query.OptionalWord("role", role, UserProblems.RoleWords), query.OptionalFlag("disabled", disabled));
        if (query.Refused() is { } refused) return refused;
        var users = db.Users.AsNoTracking();
        if (ofRole is not null && UserProblems.RoleOf(ofRole) is var only) users = users.Where(user => user.Role == only);
        if (isDisabled is { } kept) users = users.Where(user => user.IsDisabled == kept);
        var found = await wanted.OfAsync(users.OrderBy(user => user.NormalizedUserName), cancellation);
        return TypedResults.Ok(Part<UserItem>.Of(found, user => UserItem.Of(user, clock.GetUtcNow())));
    }

    private static async Task<Results<Created<UserItem>, Ok<DryRunView>, ProblemHttpResult>> CreateAsync(HttpContext context, UserManager<UserRow> users, KnownCallers known, ILogger<UserDesk> logger, TimeProvider clock, CancellationToken cancellation)
    {
        var (wanted, wrong) = await BodyReader.ReadAsync(context.Request, fields => new NewUser(fields.UserName("name"), fields.RoleOf("role"), fields.Password("password")), holdsSecret: true);
        if (wanted is null) return wrong!;
        var user = new UserRow { UserName = wanted.Name, Role = wanted.Role, CreatedAt = clock.GetUtcNow() };
        if (context.IsDryRun()) return await UserProblems.OfNewAsync(users, user, wanted.Password) is { } wouldBe ? wouldBe : TypedResults.Ok(DryRunView.Of($"{wanted.Name} would be added as {wanted.Role}"));
        if (UserProblems.Of(await users.CreateAsync(user, wanted.Password)) is { } refused) return refused;
        logger.LogInformation("{User} is added as {Role}", user.UserName, user.Role);
        context.Told($"{user.UserName}: {new SettingChange("role", null, UserProblems.Say(user.Role))}");
        await known.RefreshAsync(cancellation);
        return TypedResults.Created($"/api/v1/users/{user.Id}", UserItem.Of(user, clock.GetUtcNow()));
    }
}

/// <param name="Role">"viewer" looks, "operator" trades and stops too, "admin" changes settings, users and keys too.</param>
public sealed record NewUser(string Name, Role Role, string Password);

public sealed record RoleChange(Role Role);

public sealed record DisabledChange(bool IsDisabled);

public sealed record ResetRequest(string Password);

/// <summary>Somebody who may sign in.</summary>
/// <param name="IsLockedOut">After failed attempts, for a while.</param>
public sealed record UserItem(string Id, string Name, Role Role, bool IsDisabled, bool IsLockedOut, bool HasSecondFactor, DateTimeOffset CreatedAt)
{
    internal static UserItem Of(UserRow user, DateTimeOffset now) => new(user.Id, user.UserName!, user.Role, user.IsDisabled, user.LockoutEnd > now, user.TwoFactorEnabled, user.CreatedAt);
}
