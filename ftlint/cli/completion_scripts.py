"""The scripts that make a shell ask ftlint: click's, and besides its kinds of answers one for data files.

Source: `click/shell_completion.py` of click 8.5, whose Python side they speak to. A value may hold commas.
"""

from __future__ import annotations

from typing import Final

_DATA: Final = r"\.(jsonl|ndjson)(\.(gz|zst|xz|bz2))?$"

BASH: Final = (
    """\
%(complete_func)s() {
    local IFS=$'\\n' response type value path at current=$COMP_CWORD words=()
    for at in "${!COMP_WORDS[@]}"; do  # bash makes three words of --option=value
        if [[ ${COMP_WORDS[at]} == = ]] && (( at < COMP_CWORD )); then
            current=$((current - 1))
        else
            words+=("${COMP_WORDS[at]}")
        fi
    done
    response=$(env COMP_WORDS="${words[*]}" COMP_CWORD=$current \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            dir) compopt -o plusdirs ;;
            file) compopt -o default ;;
            data)
                compopt -o filenames -o default
                while read -r path; do
                    if [[ -d $path || $path =~ """
    + _DATA
    + """ ]]; then COMPREPLY+=("$path"); fi
                done < <(compgen -f -- "$value")
                ;;
        esac
    done <<< "$response"
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
)
"""For bash 4.4 and later."""

ZSH: Final = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a plain described response
    local type key descr
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete "${words[1]}" 2>/dev/null)}")
    for type key descr in ${response}; do
        case $type in
            plain) if [[ $descr == _ ]]; then plain+=("$key"); else described+=("$key:$descr"); fi ;;
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            data) _files -g '*.(jsonl|ndjson)(|.gz|.zst|.xz|.bz2)' ;;
        esac
    done
    if (( $#described )); then _describe -V unsorted described -U; fi
    if (( $#plain )); then compadd -U -V unsorted -a plain; fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

FISH: Final = (
    """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
        COMP_CWORD=(commandline -t) %(prog_name)s 2>/dev/null)
    for completion in $response
        set -l answer (string split -m 1 , -- $completion)
        switch $answer[1]
            case plain
                echo $answer[2]
            case dir
                __fish_complete_directories $answer[2]
            case file
                __fish_complete_path $answer[2]
            case data
                __fish_complete_path $answer[2] | string match -er '^[^\\t]*(/|"""
    + _DATA.replace("$", "")
    + """)(\\t|$)'
        end
    end
end
complete --no-files --command %(prog_name)s --arguments '(%(complete_func)s)'
"""
)
