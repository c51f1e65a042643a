using System.Reflection;

namespace SnapshotLambda.Tests.FallbackPackages;

/// <summary>Types and members in the words of the listings under api/.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    public static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
        : (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            (false, false) => "class",
        };

    /// <summary>What the type declares itself and others can see.</summary>
    public static IEnumerable<string> MembersOf(Type type) =>
        type.IsEnum ? Enum.GetNames(type)
        : type.GetConstructors(Declared).Where(IsSeen).Select(constructor => $"ctor({Parameters(constructor)})")
            .Concat(type.GetFields(Declared)
                .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
                .Select(field => $"{Static(field.IsStatic)}{Of(field.FieldType)} {field.Name}"))
            .Concat(type.GetProperties(Declared).SelectMany(Accessors))
            .Concat(type.GetMethods(Declared).Where(method => IsSeen(method) && !method.IsSpecialName).Select(Method));

    public static string Of(Type type) =>
        type.IsGenericParameter ? type.Name
        : type.IsByRef ? $"ref {Of(type.GetElementType()!)}"
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : Nullable.GetUnderlyingType(type) is { } value ? $"{Of(value)}?"
        : Keywords.TryGetValue(type, out var keyword) ? keyword
        : (type.IsNested ? $"{Of(type.DeclaringType!)}." : "") + Name(type);

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;

    private static IEnumerable<string> Accessors(PropertyInfo property)
    {
        var head = $"{Static(property.GetAccessors(nonPublic: true)[0].IsStatic)}{Of(property.PropertyType)} {property.Name}";
        if (property.GetMethod is { } getter && IsSeen(getter))
            yield return $"{head} {{ get; }}";
        if (property.SetMethod is { } setter && IsSeen(setter))
            yield return $"{head} {{ set; }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "";
        return $"{Static(method.IsStatic)}{Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Of(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}"));

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Static(bool isStatic) => isStatic ? "static " : "";
}
