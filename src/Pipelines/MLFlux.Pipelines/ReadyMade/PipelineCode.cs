using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using MLFlux.Construction;

namespace MLFlux.ReadyMade;

/// <summary>Writes a plan as a class of C#.</summary>
internal static class PipelineCode
{
    /// <summary>The namespaces and classes to use, each with a pattern of what needs it.</summary>
    private static readonly (string Using, string Pattern)[] s_usings =
    [
        ("System", @"TimeSpan\."),
        ("System.Collections.Generic", "Dictionary<"),
        ("Microsoft.ML", ""),
        ("Microsoft.ML.Data", nameof(DataKind)),
        ("Microsoft.ML.Transforms", @"Estimator\."),
        ("Microsoft.ML.Transforms.Text", nameof(TextFeaturizingEstimator)),
        ("MLFlux", ""),
        ("static MLFlux.Activation", MemberOf(typeof(Activation))),
        ("static MLFlux.Initializers", MemberOf(typeof(Initializers))),
        ("static MLFlux.Layers", ""),
    ];

    public static string Of(PipelinePlan plan)
    {
        string body = Body(plan);
        var code = new StringBuilder();
        foreach ((string name, _) in s_usings.Where(one => Regex.IsMatch(body, one.Pattern)))
            code.Append("using ").Append(name).Append(";\n");
        code.Append('\n');
        foreach (ColumnChoice choice in plan.Choices.Where(choice => choice.Use == ColumnUse.LeftOut))
            code.Append("// Left out: ").Append(Comment(choice.ColumnName)).Append(", which ").Append(Comment(choice.Reason)).Append(".\n");
        return code.Append(body).ToString();
    }

    private static string Body(PipelinePlan plan)
    {
        var code = new StringBuilder("internal static class ").Append(ClassName(plan.Label.ColumnName)).Append("\n{\n");
        code.Append("    public static IEstimator<ITransformer> Create(MLContext ml)\n    {\n");
        code.Append("        var network = ").Append(CodeText.Deeper(plan.Network.ToString().ReplaceLineEndings("\n"), 2)).Append(";\n\n");
        code.Append("        var training = ").Append(CodeText.Deeper(OptionsCode.Of(plan.Training), 2)).Append(";\n\n");
        code.Append("        return ");
        PipelineStep[] steps = [.. plan.Preprocessing, PipelineSteps.Trainer(plan), .. plan.Label.After];
        for (int i = 0; i < steps.Length; i++)
        {
            string step = CodeText.Deeper(steps[i].Code, i == 0 ? 2 : 3);
            code.Append(i == 0 ? step : $"\n            .Append({step})");
        }

        return code.Append(";\n    }\n}\n").ToString();
    }

    /// <summary>The label's name as that of a class: letters and digits, each word with a capital.</summary>
    private static string ClassName(string label)
    {
        var name = new StringBuilder();
        bool begins = true;
        foreach (char letter in label)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                begins = true;
                continue;
            }

            if (name.Length == 0 && char.IsAsciiDigit(letter))
                name.Append('_');
            name.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = false;
        }

        return name.Append("Pipeline").ToString();
    }

    /// <summary>A pattern of any public static member's name, as a word.</summary>
    private static string MemberOf(Type type)
    {
        MemberInfo[] members = type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
        IEnumerable<string> names = members
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false }).Select(member => member.Name);
        return $@"\b({string.Join('|', names)})\b";
    }

    private static string Comment(string text) => text.ReplaceLineEndings(" ");
}
