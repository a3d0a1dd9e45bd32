using Shouldly;
using Xunit;

namespace WebTrader.Core.Tests.House;

/// <summary>The measure itself must be right, or <see cref="TidyTests"/> would say nothing.</summary>
public class MembersTests
{
    private const string Tricky = """
        namespace Any;

        /* { */ [Obsolete("{")]
        public sealed record Thing(int X) : IThing // {
        {
            private static readonly string[] Data =
            [
                "{",
                $"{(1 > 0 ? "}" : "{{")}",
            ];

            [Theory]
            [InlineData("]", 1)]
            public int Method(string text = "}")
            {
                var c = '{';
                var s = @"\";
                var i = $"{text}{{";
                return c + s.Length + i.Length;
            }

            public int Arrow =>
                1
                + 2;

            public int Property
            {
                get;
                set;
            } = 3;

            public static bool operator ==(Thing a, Other b)
            {
                return true;
            }

            private enum Kind
            {
                One,
                Two,
            }

            public Thing(string text)
                : this(text.Length)
            {
            }
        }
        """;

    [Fact]
    public void The_members_of_a_type_are_found_with_their_lines() =>
        Members.OfCSharp(Tricky).Select(member => (member.Head.Split("=>")[0].Trim(), member.Line, member.Lines)).ShouldBe(
        [
            ("public int Method", 14, 7), ("public int Arrow", 22, 3), ("public int Property", 26, 5), ("public static bool operator ==", 32, 4),
            ("public Thing : this", 43, 4),
        ]);

    [Fact]
    public void A_long_method_is_found()
    {
        var source = "class C\n{\n    int M()\n    {\n" + string.Concat(Enumerable.Repeat("        x();\n", 70)) + "    }\n}\n";
        Members.OfCSharp(source).ShouldHaveSingleItem().Lines.ShouldBe(73);
    }

    [Fact]
    public void The_functions_of_a_script_are_found_with_their_lines()
    {
        const string Script = """
            // {
            export function one(a) {
              const quoted = /["{/]/.test(a) ? `${a ? `{` : "}"}` : '{';
              if (a) {
                return 1 / 2 / 3;
              }
            }

            const two = async (x) => {
              return x;
            };

            class Any {
              three() { }
            }
            """;

        Members.OfScript(Script).Select(function => (function.Line, function.Lines)).ShouldBe([(2, 6), (9, 3), (14, 1)]);
    }
}
