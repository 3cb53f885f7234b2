using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace MLFlux.Tests;

/// <summary>The public members of an assembly as text, a line each, sorted: what a user of it compiles against.</summary>
internal static class PublicApiText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Declaration(type)).Append('\n');
            foreach (string member in Members(type).Distinct().Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Declaration(Type type)
    {
        string kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        string[] bases = [.. Bases(type)];
        return $"{kind} {type.Namespace}.{Name(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            yield return Name(parent);
        if (type.IsEnum)
            yield break;
        foreach (Type contract in type.GetInterfaces().Where(i => i.IsPublic).Except(type.BaseType?.GetInterfaces() ?? [])
            .OrderBy(i => i.ToString(), StringComparer.Ordinal))
            yield return Name(contract);
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");

        return type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{Name(type)}({Parameters(c)})")
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && IsWritten(m)).Select(Method))
            .Concat(type.GetProperties(Declared).Where(p => p.GetMethod is { } get && IsVisible(get) && !IsGenerated(p)).Select(Property))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic)
                .Select(f => $"{Static(f.IsStatic)}{Type(s_nullability.Create(f))} {f.Name}"))
            .Concat(type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsVisible(add))
                .Select(e => $"event {Name(e.EventHandlerType!)} {e.Name}"));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Accessors are told with their property; what a record generates says nothing of its own.</summary>
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name is "op_Implicit" or "op_Explicit") && !IsGenerated(method) && !method.Name.StartsWith('<');

    private static bool IsGenerated(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null && member is MethodInfo
        || member.Name is "EqualityContract" or "PrintMembers";

    private static string Method(MethodInfo method)
    {
        string modifier = method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual
            && method.GetBaseDefinition() != method ? "override " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        string generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>"
            : "";
        return $"{modifier}{Type(s_nullability.Create(method.ReturnParameter))} {method.Name}{generics}({extension}{Parameters(method)})";
    }

    private static string Property(PropertyInfo property)
    {
        string set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string index = property.GetIndexParameters() is { Length: > 0 } parameters
            ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;
        return $"{Static(property.GetMethod!.IsStatic)}{required}{Type(s_nullability.Create(property))} {index} {{ get;{set} }}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string modifier = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        string absent = !parameter.HasDefaultValue ? "" : " = " + parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
            string value => $"\"{value}\"",
            bool value => value ? "true" : "false",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };
        return $"{modifier}{Type(s_nullability.Create(parameter))} {parameter.Name}{absent}";
    }

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Type(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        string mark = !type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{(info.ElementType is { } element ? Type(element) : Name(type.GetElementType()!))}[]{mark}";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        if (type.IsGenericType && info.GenericTypeArguments.Length == type.GetGenericArguments().Length && !IsTuple(type))
            return $"{Plain(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Type))}>{mark}";
        return Name(type) + mark;
    }

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        if (IsTuple(type))
            return $"({string.Join(", ", type.GetGenericArguments().Select(Name))})";
        if (type.IsGenericType)
            return $"{Plain(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return Plain(type);
    }

    private static bool IsTuple(Type type) => type.IsGenericType && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);

    private static string Plain(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Plain(type.DeclaringType!)}.{name}" : name;
    }
}
