using System.Globalization;
using System.Text;
using MLFlux.Construction;
using MLFlux.Training;

namespace MLFlux.ReadyMade;

/// <summary>Options as they are written in C#: what differs from the defaults. What has no form in code is a comment.</summary>
internal static class OptionsCode
{
    public static string Of(NeuralNetworkOptions options) =>
        Initializer(nameof(NeuralNetworkOptions), OptionTable.All.Where(option => option.IsSet(options))
            .Select(option => Line(option, options)));

    public static string Of(TokensToVectorOptions options) => Initializer(
        nameof(TokensToVectorOptions),
        [
            string.Create(CultureInfo.InvariantCulture, $"{nameof(options.Length)} = {options.Length},"),
            options.VocabularyPath is { } path ? $"{nameof(options.VocabularyPath)} = {CodeText.Text(path)},"
                : string.Create(CultureInfo.InvariantCulture, $"{nameof(options.MaxTokens)} = {options.MaxTokens},"),
        ]);

    public static string Of(ImageToVectorOptions options)
    {
        var lines = new List<string>();
        if (options.Width is int width)
            lines.Add($"{nameof(options.Width)} = {width},");
        if (options.Height is int height)
            lines.Add($"{nameof(options.Height)} = {height},");
        if (options.Fit != ImageFit.Fill)
            lines.Add($"{nameof(options.Fit)} = {nameof(ImageFit)}.{options.Fit},");
        if (options.Color is ImageColor color)
            lines.Add($"{nameof(options.Color)} = {nameof(ImageColor)}.{color},");
        if (options.AsBytes)
            lines.Add($"{nameof(options.AsBytes)} = true,");
        if (options.Unreadable != UnreadableImages.Fail)
            lines.Add($"{nameof(options.Unreadable)} = {nameof(UnreadableImages)}.{options.Unreadable},");
        return Initializer(nameof(ImageToVectorOptions), lines);
    }

    private static string Line(TrainingOption option, NeuralNetworkOptions options) => option.Code(options) is string code
        ? $"{option.Name} = {code},"
        : $"// {option.Name} is set to what cannot be written as code; set it here.";

    private static string Initializer(string type, IEnumerable<string> lines)
    {
        var code = new StringBuilder($"new {type}\n{{\n");
        foreach (string line in lines)
            code.Append(CodeText.Indent).Append(CodeText.Deeper(line, 1)).Append('\n');
        return code.Append('}').ToString();
    }
}
