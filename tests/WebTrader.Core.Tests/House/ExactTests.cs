using System.Reflection;
using Shouldly;
using WebTrader.Core.Market;
using Xunit;

namespace WebTrader.Core.Tests.House;

/// <summary>Prices, lots and money are exact: Core has no binary fraction anywhere, not even in a local variable.</summary>
public class ExactTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Core_has_no_double_and_no_float() => Inexact(typeof(Price).Assembly.GetTypes()).ShouldBeEmpty();

    [Fact]
    public void The_search_finds_one_wherever_it_hides() =>
        Inexact([typeof(Planted)]).ShouldBe(["Planted.field", "Planted.List", "Planted.Method(parameter)", "Planted.Method local 0"], ignoreOrder: true);

    private static IEnumerable<string> Inexact(Type[] types)
    {
        foreach (var type in types)
        {
            foreach (var field in type.GetFields(All).Where(field => IsInexact(field.FieldType))) yield return $"{type.Name}.{field.Name}";
            foreach (var property in type.GetProperties(All).Where(property => IsInexact(property.PropertyType))) yield return $"{type.Name}.{property.Name}";
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                if (method is MethodInfo { IsSpecialName: false } returning && IsInexact(returning.ReturnType)) yield return $"{type.Name}.{method.Name}";
                foreach (var parameter in method.GetParameters().Where(parameter => IsInexact(parameter.ParameterType)))
                    yield return $"{type.Name}.{method.Name}({parameter.Name})";
                foreach (var local in method.GetMethodBody()?.LocalVariables.Where(local => IsInexact(local.LocalType)) ?? [])
                    yield return $"{type.Name}.{method.Name} local {local.LocalIndex}";
            }
        }
    }

    private static bool IsInexact(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half)
        || (type.HasElementType && IsInexact(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsInexact));

    private sealed class Planted
    {
        private readonly float? field = 1;

        public static IReadOnlyList<double[]> List => [];

        public bool Method(in double parameter)
        {
            var local = Math.Sqrt((double)field!.Value);
            return local > parameter && local < parameter * 2;
        }
    }
}
