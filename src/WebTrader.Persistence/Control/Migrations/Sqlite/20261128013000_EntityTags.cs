using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebTrader.Persistence.Control.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EntityTags : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Tag",
                table: "Idempotency",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Tag",
                table: "Idempotency");
        }
    }
}
