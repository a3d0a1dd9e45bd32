using System.Xml.Linq;
using Shouldly;
using WebTrader.Core.Market;
using Xunit;

namespace WebTrader.Core.Tests.House;

public class DocumentationTests
{
    [Fact]
    public void Every_public_type_of_Core_says_what_it_is()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(Price).Assembly.Location, ".xml"))
            .Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        var types = typeof(Price).Assembly.GetExportedTypes();
        types.Length.ShouldBeGreaterThan(50);
        types.Select(type => "T:" + type.FullName!.Replace('+', '.')).Where(name => !documented.Contains(name)).ShouldBeEmpty();
    }
}
