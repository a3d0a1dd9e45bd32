using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebTrader.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Journal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false),
                    LastEpoch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Account);
                });

            migrationBuilder.CreateTable(
                name: "Checkpoints",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Signature = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Checkpoints", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Journal",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Account = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Ticket = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Data = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Journal", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "OpenPositions",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Reported = table.Column<string>(type: "text", nullable: false),
                    Progress = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenPositions", x => new { x.Account, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "Quotes",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false),
                    Symbol = table.Column<string>(type: "text", nullable: false),
                    Minute = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Quotes", x => new { x.Account, x.Symbol, x.Minute });
                });

            migrationBuilder.CreateTable(
                name: "StopMoves",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Ticket = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Symbol = table.Column<string>(type: "text", nullable: false),
                    Side = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<string>(type: "text", nullable: true),
                    To = table.Column<string>(type: "text", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ProfitAtStop = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: true),
                    Retcode = table.Column<int>(type: "integer", nullable: true),
                    OutcomeReason = table.Column<string>(type: "text", nullable: true),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    LatencyMs = table.Column<long>(type: "bigint", nullable: true),
                    ReadBackMs = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StopMoves", x => new { x.Account, x.Epoch, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Trades",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Ticket = table.Column<long>(type: "bigint", nullable: false),
                    Symbol = table.Column<string>(type: "text", nullable: false),
                    Side = table.Column<string>(type: "text", nullable: false),
                    Lots = table.Column<string>(type: "text", nullable: false),
                    OpenTime = table.Column<long>(type: "bigint", nullable: false),
                    OpenPrice = table.Column<string>(type: "text", nullable: false),
                    CloseTime = table.Column<long>(type: "bigint", nullable: false),
                    ClosePrice = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Profit = table.Column<string>(type: "text", nullable: false),
                    Commission = table.Column<string>(type: "text", nullable: false),
                    Swap = table.Column<string>(type: "text", nullable: false),
                    PeakProfit = table.Column<string>(type: "text", nullable: true),
                    Magic = table.Column<long>(type: "bigint", nullable: false),
                    Recovered = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Trades", x => new { x.Account, x.Position });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Journal_Account_Kind_At",
                table: "Journal",
                columns: new[] { "Account", "Kind", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Journal_Kind",
                table: "Journal",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_Journal_Ticket",
                table: "Journal",
                column: "Ticket");

            migrationBuilder.CreateIndex(
                name: "IX_Quotes_Minute",
                table: "Quotes",
                column: "Minute");

            migrationBuilder.CreateIndex(
                name: "IX_StopMoves_Account_Position",
                table: "StopMoves",
                columns: new[] { "Account", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_StopMoves_Account_Ticket",
                table: "StopMoves",
                columns: new[] { "Account", "Ticket" });

            migrationBuilder.CreateIndex(
                name: "IX_Trades_Account_CloseTime",
                table: "Trades",
                columns: new[] { "Account", "CloseTime" });

            migrationBuilder.CreateIndex(
                name: "IX_Trades_CloseTime",
                table: "Trades",
                column: "CloseTime");

            migrationBuilder.CreateIndex(
                name: "IX_Trades_Ticket",
                table: "Trades",
                column: "Ticket");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "Checkpoints");

            migrationBuilder.DropTable(
                name: "Journal");

            migrationBuilder.DropTable(
                name: "OpenPositions");

            migrationBuilder.DropTable(
                name: "Quotes");

            migrationBuilder.DropTable(
                name: "StopMoves");

            migrationBuilder.DropTable(
                name: "Trades");
        }
    }
}
