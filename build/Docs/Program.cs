using MLFlux.Docs;

string root = DocumentationFiles.FindRoot(Environment.CurrentDirectory);
foreach ((string path, string text) in DocumentationFiles.Make())
{
    string file = Path.Combine(root, "docs", path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, text);
    Console.WriteLine($"docs/{path}");
}
